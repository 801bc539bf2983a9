using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.Knowledge;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;
using static MockUserApis.Kernel.Knowledge.Evidence;

namespace MockUserApis.Vendors.UserCom;

/// <summary>A user who belongs to a company.</summary>
internal readonly record struct Employee(long Ordinal, long Id);

/// <summary>
/// Who belongs to companies. Users have their companies, nobody keeps it a second time: what a user joins, leaves or
/// takes along when it goes shows at the company at once.
/// </summary>
internal static class Employees
{
    /// <summary>Of a population of a billion users each company would have millions.</summary>
    private const int Most = 1000;

    public static readonly Rule MostRule = new(
        "company/employees/most",
        ASSUMED,
        "of users that nobody has changed, the 1,000 with the lowest ids: no page says how many are shown"
    );

    public static async ValueTask<List<Employee>> OfAsync(long company, Sandbox sandbox, Vendor vendor) =>
        (await OfAsync([company], sandbox, vendor))[company];

    /// <summary>The ids that a company was completed with.</summary>
    public static IReadOnlyList<Employee> Of(Document company) =>
        company.Element("employees") is { ValueKind: JsonValueKind.Array } ids
            ? [.. ids.EnumerateArray().Select(id => new Employee(0, id.GetInt64()))]
            : [];

    public static Document Complete(Document company, IReadOnlyList<Employee> employees) =>
        company.With(draft => draft.Set("employees", RawJson.Write(employees, Write)));

    public static void Write(Utf8JsonWriter json, IReadOnlyList<Employee> employees)
    {
        json.WriteStartArray();
        foreach (var employee in employees)
            json.WriteNumberValue(employee.Id);
        json.WriteEndArray();
    }

    /// <summary>Those of each company, by their ids.</summary>
    /// <param name="companies">Null: of every company that has any.</param>
    public static async ValueTask<Dictionary<long, List<Employee>>> OfAsync(
        IEnumerable<long>? companies,
        Sandbox sandbox,
        Vendor vendor
    )
    {
        var users = sandbox.Users(vendor);
        var wanted = companies ?? [];
        var (found, changed) = (wanted.ToDictionary(c => c, _ => new List<Employee>()), new HashSet<long>());
        if (await users.ChangedCountAsync() > 0)
        {
            foreach (var change in await users.ChangesAsync())
            {
                changed.Add(change.Ordinal);
                if (change.DeletedAt is null)
                    Add(found, new Member(change.Ordinal, change.Document), isAll: companies is null);
            }
        }

        if (companies is null)
        {
            foreach (var company in ApplicationNames.OfPopulation)
                found.TryAdd(company, []);
        }

        Generated(found, users.Population, changed);
        foreach (var employees in found.Values)
            employees.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return found;
    }

    private static void Add(Dictionary<long, List<Employee>> found, Member user, bool isAll)
    {
        if (user.Document.Element("companies") is not { ValueKind: JsonValueKind.Array } memberships)
            return;
        foreach (var membership in memberships.EnumerateArray())
        {
            if (!membership.GetProperty("id").TryGetInt64(out var company))
                continue;
            if (isAll)
                found.TryAdd(company, []);
            if (found.TryGetValue(company, out var employees) && user.Document.Integer("id") is { } id)
                employees.Add(new Employee(user.Ordinal, id));
        }
    }

    // Those of the population lead back to a few companies, without a user being made.
    private static void Generated(Dictionary<long, List<Employee>> found, Population users, HashSet<long> changed)
    {
        var left = ApplicationNames.OfPopulation.Where(found.ContainsKey).ToDictionary(c => c, _ => Most);
        for (var ordinal = 1L; ordinal <= users.Size && left.Count > 0; ordinal++)
        {
            if (changed.Contains(ordinal))
                continue;
            var company = Seed.CompanyOf(new Persona(users.Seed, nameof(UserCom), ordinal));
            if (company is not { } id || !left.TryGetValue(id, out var room))
                continue;
            found[id].Add(new Employee(ordinal, Seed.IdOf(ordinal)));
            if (room == 1)
                left.Remove(id);
            else
                left[id] = room - 1;
        }
    }
}
