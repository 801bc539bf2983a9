using System.IO.Compression;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.OpenApi;
using MockUserApis.DocumentTool;
using MockUserApis.Kernel.Apis;
using MockUserApis.Kernel.Contract;
using MockUserApis.Kernel.Http;
using MockUserApis.Kernel.State;
using MockUserApis.Vendors;

if (args is not [var folder])
{
    Console.Error.WriteLine("Give the folder to write the documents into.");
    return 2;
}

try
{
    VendorCatalog.Check(AllVendors.Known);
}
catch (VendorException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    return 1;
}

await using var app = MockServer.Build(
    new MockOptions(),
    AllVendors.Known,
    builder =>
    {
        OpenApiDocuments.Add(builder);
        builder.Services.AddSingleton<IServer, ServerWithoutPorts>();
    },
    OpenApiDocuments.Map
);
await app.StartAsync();
Directory.CreateDirectory(folder);
foreach (var name in AllVendors.Known.SelectMany(v => v.Apis).Select(a => a.Id).Prepend(OpenApiDocuments.Control))
{
    var provider = app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(name);
    var document = await provider.GetOpenApiDocumentAsync();
    // Whoever serves it puts its own address there.
    document.Servers = [new OpenApiServer { Url = "http://localhost/" }];
    await using var file = File.Create(Path.Combine(folder, $"{name}.json.gz"));
    await using var packed = new GZipStream(file, CompressionLevel.SmallestSize);
    await using var text = new StreamWriter(packed) { NewLine = "\n" };
    document.SerializeAsV31(new OpenApiJsonWriter(text));
}

await app.StopAsync();
return 0;
