using System.Net;
using System.Text.Json;
using PactNet.Matchers;

namespace PactNet;

public interface IRequestBuilderV4
{
    IRequestBuilderV4 Given(string providerState);

    IRequestBuilderV4 Given(string providerState, IDictionary<string, string> parameters);

    IRequestBuilderV4 WithRequest(HttpMethod method, string path);

    IRequestBuilderV4 WithHeader(string key, string value);

    IRequestBuilderV4 WithHeader(string key, IMatcher matcher);

    IRequestBuilderV4 WithJsonBody(dynamic body);

    IResponseBuilderV4 WillRespond();
}

public interface IResponseBuilderV4
{
    IResponseBuilderV4 WithStatus(HttpStatusCode status);

    IResponseBuilderV4 WithHeader(string key, string value);

    IResponseBuilderV4 WithHeader(string key, IMatcher matcher);

    IResponseBuilderV4 WithJsonBody(dynamic body);
}

internal sealed class RequestBuilder(uint interaction, JsonSerializerOptions settings)
    : IRequestBuilderV4,
        IResponseBuilderV4
{
    private int part = Native.RequestPart;

    public IRequestBuilderV4 Given(string providerState) => Done(Native.Given(interaction, providerState));

    public IRequestBuilderV4 Given(string providerState, IDictionary<string, string> parameters)
    {
        foreach (var (name, value) in parameters)
            Done(Native.GivenWithParam(interaction, providerState, name, value));
        return this;
    }

    public IRequestBuilderV4 WithRequest(HttpMethod method, string path) =>
        Done(Native.WithRequest(interaction, method.Method, path));

    public IResponseBuilderV4 WillRespond()
    {
        part = Native.ResponsePart;
        return this;
    }

    public IResponseBuilderV4 WithStatus(HttpStatusCode status) =>
        Done(Native.ResponseStatus(interaction, (ushort)status));

    IRequestBuilderV4 IRequestBuilderV4.WithHeader(string key, string value) => Header(key, value);

    IRequestBuilderV4 IRequestBuilderV4.WithHeader(string key, IMatcher matcher) =>
        Header(key, JsonSerializer.Serialize(matcher, settings));

    IRequestBuilderV4 IRequestBuilderV4.WithJsonBody(dynamic body) => Body(body);

    IResponseBuilderV4 IResponseBuilderV4.WithHeader(string key, string value) => Header(key, value);

    IResponseBuilderV4 IResponseBuilderV4.WithHeader(string key, IMatcher matcher) =>
        Header(key, JsonSerializer.Serialize(matcher, settings));

    IResponseBuilderV4 IResponseBuilderV4.WithJsonBody(dynamic body) => Body(body);

    private RequestBuilder Header(string key, string value) =>
        Done(Native.WithHeader(interaction, part, key, 0, value));

    private RequestBuilder Body(object body) =>
        Done(Native.WithBody(interaction, part, "application/json", JsonSerializer.Serialize(body, settings)));

    private RequestBuilder Done(bool accepted) =>
        accepted
            ? this
            : throw new InvalidOperationException(
                "Pact's library did not take this part of the interaction; has its mock server started already?"
            );
}
