// A service and the vendors that it calls, as somebody's app host would have them.
var builder = DistributedApplication.CreateBuilder(args);

var vendors = builder.AddMockUserApis("vendors").WithConfig("mock.yaml");
builder
    .AddProject<Projects.Consumer>("consumer")
    .WithHttpEndpoint()
    .WithReference(vendors.GetVendor("gainsight-px"))
    .WithReference(vendors.GetVendor("volt-mx"))
    .WaitFor(vendors);

builder.Build().Run();
