using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace MockUserApis.Kernel;

/// <summary>
/// Parameters are bound as they were sent, from path and query alone. MVC binds white space as null, and a request that calls
/// its body a form it binds not at all when the body is none.
/// </summary>
internal sealed class AsSent : IDisplayMetadataProvider
{
    public static void Bind(MvcOptions mvc)
    {
        mvc.ModelMetadataDetailsProviders.Add(new AsSent());
        mvc.ValueProviderFactories.Clear();
        mvc.ValueProviderFactories.Add(new RouteValueProviderFactory());
        mvc.ValueProviderFactories.Add(new QueryStringValueProviderFactory());
    }

    public void CreateDisplayMetadata(DisplayMetadataProviderContext context) => context.DisplayMetadata.ConvertEmptyStringToNull = false;
}
