using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace MockUserApis.Kernel;

/// <summary>
/// A request body as it was sent. The contract check has passed it; the JSON is the payload, because a DTO forgets which
/// members were absent and which were null.
/// </summary>
[ModelBinder(typeof(SentBinder))]
public abstract class Sent(JsonElement json)
{
    public JsonElement Json => json;

    public bool Has(string member) => json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out _);

    /// <summary>A string member; null when absent, null or not a string.</summary>
    public string? Text(string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

/// <typeparam name="TBody">The generated DTO that describes it.</typeparam>
public sealed class Sent<TBody>(JsonElement json) : Sent(json);

/// <summary>Hands the checked body to the action. MVC's own body binding would parse it a second time.</summary>
internal sealed class SentBinder : IModelBinder
{
    private static readonly ConcurrentDictionary<Type, Func<JsonElement, object>> Factories = new();

    public Task BindModelAsync(ModelBindingContext context)
    {
        var make = Factories.GetOrAdd(context.ModelType, static type =>
        {
            var json = Expression.Parameter(typeof(JsonElement));
            return Expression.Lambda<Func<JsonElement, object>>(Expression.New(type.GetConstructor([typeof(JsonElement)])!, json), json).Compile();
        });
        context.Result = ModelBindingResult.Success(make(Exchange.Of(context.HttpContext).Body));
        return Task.CompletedTask;
    }
}
