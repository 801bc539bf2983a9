using System.Text.Json;
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

    /// <summary>Those of each company, by their ids.</summary>
    public static async ValueTask<Dictionary<long, List<Employee>>> OfAsync(
        IEnumerable<long> companies,
        Sandbox sandbox,
        Vendor vendor
    )
    {
        var users = sandbox.Users(vendor);
        var (found, changed) = (companies.ToDictionary(c => c, _ => new List<Employee>()), new HashSet<long>());
        if (await users.ChangedCountAsync() > 0)
        {
            foreach (var change in await users.ChangesAsync())
            {
                changed.Add(change.Ordinal);
                if (change.DeletedAt is null)
                    Add(found, new Member(change.Ordinal, change.Document));
            }
        }

        Generated(found, users.Population, changed);
        foreach (var employees in found.Values)
            employees.Sort(static (a, b) => a.Id.CompareTo(b.Id));
        return found;
    }

    private static void Add(Dictionary<long, List<Employee>> found, Member user)
    {
        if (user.Document.Element("companies") is not { ValueKind: JsonValueKind.Array } memberships)
            return;
        foreach (var membership in memberships.EnumerateArray())
        {
            if (
                membership.GetProperty("id").TryGetInt64(out var company)
                && found.TryGetValue(company, out var employees)
                && user.Document.Integer("id") is { } id
            )
            {
                employees.Add(new Employee(user.Ordinal, id));
            }
        }
    }

    // Those of the population lead back to a few companies, without a user being made.
    private static void Generated(Dictionary<long, List<Employee>> found, Population users, HashSet<long> changed)
    {
        var left = found.Keys.Where(ApplicationNames.IsOfPopulation).ToDictionary(c => c, _ => Most);
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
