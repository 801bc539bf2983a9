using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MockUserApis.Clients;

namespace MockUserApis.Tests.Clients;

/// <summary>A client without reflection knows every type that it sends or answers.</summary>
public sealed class JsonTypesTests
{
    public static TheoryData<Type> Clients =>
        [.. typeof(VendorClient).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(VendorClient)))];

    [Theory]
    [MemberData(nameof(Clients))]
    public void JsonTypes_OfAClient_HaveEveryBodyAndAnswer(Type client)
    {
        var types = (IJsonTypeInfoResolver)client.GetProperty("JsonTypes")!.GetValue(null)!;
        var options = new JsonSerializerOptions { TypeInfoResolver = types };
        var calls = client.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        var answers = calls.Select(call => call.ReturnType).Where(task => task.IsGenericType);
        var bodies = calls.SelectMany(call => call.GetParameters()).Where(p => p.Name == "body");
        var used = answers.Select(task => task.GenericTypeArguments[0]).Concat(bodies.Select(p => p.ParameterType));

        var unknown = used.Where(type => !options.TryGetTypeInfo(type, out _)).ToList();

        calls.ShouldNotBeEmpty();
        unknown.ShouldBeEmpty();
    }
}
