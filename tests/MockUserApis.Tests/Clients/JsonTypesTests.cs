using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MockUserApis.Clients;

namespace MockUserApis.Tests.Clients;

/// <summary>A client without reflection knows every type that it sends or answers.</summary>
public sealed class JsonTypesTests
{
    public static TheoryData<Type> Clients => [.. typeof(VendorClient).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(VendorClient)))];

    [Theory]
    [MemberData(nameof(Clients))]
    public void JsonTypes_OfAClient_HaveEveryBodyAndAnswer(Type client)
    {
        var options = new JsonSerializerOptions { TypeInfoResolver = (IJsonTypeInfoResolver)client.GetProperty("JsonTypes")!.GetValue(null)! };
        var calls = client.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        var answers = calls.Where(call => call.ReturnType.IsGenericType).Select(call => call.ReturnType.GenericTypeArguments[0]);
        var bodies = calls.SelectMany(call => call.GetParameters()).Where(p => p.Name == "body").Select(p => p.ParameterType);

        var unknown = answers.Concat(bodies).Where(type => !options.TryGetTypeInfo(type, out _)).ToList();

        calls.ShouldNotBeEmpty();
        unknown.ShouldBeEmpty();
    }
}
