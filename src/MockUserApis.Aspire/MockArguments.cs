using Aspire.Hosting.ApplicationModel;

namespace MockUserApis.Aspire;

// The command line and the environment of the program.
internal static class MockArguments
{
    // The orchestrator forwards from the endpoints' ports to those that it chose for the program.
    public static void Add(IList<object> arguments, MockUserApisResource mock, ProgramFile program)
    {
        foreach (var argument in program.Arguments)
            arguments.Add(argument);
        arguments.Add("serve");
        arguments.Add("--host");
        arguments.Add("localhost");
        arguments.Add("--port");
        arguments.Add(mock.Endpoint.Property(EndpointProperty.TargetPort));
        arguments.Add("--vendor-ports");
        arguments.Add(VendorPorts(mock));
        if (mock.Config is not { } config)
            return;
        arguments.Add("--config");
        arguments.Add(config);
    }

    // A configuration says itself what is logged.
    public static void Add(Dictionary<string, object> environment, MockUserApisResource mock)
    {
        if (mock.Config is null)
            environment.TryAdd("MOCK_USER_APIS_LOG", "requests");
    }

    private static ReferenceExpression VendorPorts(MockUserApisResource mock)
    {
        var text = new ReferenceExpressionBuilder();
        foreach (var vendor in mock.Vendors)
        {
            text.AppendLiteral(vendor == mock.Vendors[0] ? $"{vendor.Slug}=" : $",{vendor.Slug}=");
            text.Append($"{vendor.Endpoint.Property(EndpointProperty.TargetPort)}");
        }

        return text.Build();
    }
}
