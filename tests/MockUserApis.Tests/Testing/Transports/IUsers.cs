using System.Text.Json;
using Refit;

namespace MockUserApis.Tests.Testing.Transports;

/// <summary>Gainsight PX and Foldspace as somebody describes them to Refit, the whole path given.</summary>
internal interface IUsers
{
    [Get("/{**path}")]
    Task<JsonElement> GetAsync(string path);

    [Put("/{**path}")]
    Task<string> PutAsync(string path, [Body] JsonElement user);

    [Delete("/{**path}")]
    Task<string> DeleteAsync(string path, [Body] JsonElement? user);
}
