using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;

namespace MockUserApis.Kernel;

/// <summary>MVC binds white space as null; an id of one space is an id that nobody has.</summary>
internal sealed class AsSent : IDisplayMetadataProvider
{
    public void CreateDisplayMetadata(DisplayMetadataProviderContext context) => context.DisplayMetadata.ConvertEmptyStringToNull = false;
}
