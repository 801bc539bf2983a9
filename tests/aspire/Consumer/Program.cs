using System.Globalization;
using System.Net.Http.Json;
using System.Text;

// A service that knows of the vendors what its environment says, and nothing of the mock.
var builder = WebApplication.CreateBuilder(args);
builder.Logging.ClearProviders();
builder.Services.AddHttpClient();
var app = builder.Build();

app.MapGet("/", () => "ready");

// Gives the user of this id a title at the vendor, and answers with the vendor's status.
app.MapPost(
    "/promote/{id}",
    async (string id, IHttpClientFactory clients) =>
    {
        using var client = clients.CreateClient();
        client.BaseAddress = new Uri(Setting("VENDORS_GAINSIGHT_PX_URI"));
        client.DefaultRequestHeaders.Add(Setting("VENDORS_GAINSIGHT_PX_HEADER"), Setting("VENDORS_GAINSIGHT_PX_KEY"));
        var body = new
        {
            identifyId = id,
            propertyKeys = new[] { "AP-1" },
            title = "CEO",
        };
        using var answer = await client.PutAsJsonAsync($"/v1/users/{id}", body);
        return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
    }
);

// Reads a user with a login, as a client of another vendor does.
app.MapGet(
    "/audience/{id}",
    async (string id, IHttpClientFactory clients) =>
    {
        using var client = clients.CreateClient();
        client.BaseAddress = new Uri(Setting("VENDORS_VOLT_MX_URI"));
        var login = $"{Setting("VENDORS_VOLT_MX_USERNAME")}:{Setting("VENDORS_VOLT_MX_PASSWORD")}";
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes(login));
        client.DefaultRequestHeaders.Add("Authorization", "Basic " + basic);
        using var answer = await client.GetAsync(new Uri($"/api/v1/audience/{id}", UriKind.Relative));
        return ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
    }
);

app.Run();

string Setting(string name) =>
    app.Configuration[name] ?? throw new InvalidOperationException($"The environment has no {name}.");
