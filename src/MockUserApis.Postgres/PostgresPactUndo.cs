using System.Text.Json;
using MockUserApis.Kernel.Documents;
using MockUserApis.Kernel.State;
using MockUserApis.Kernel.Vendors;

namespace MockUserApis.Postgres;

/// <summary>Pact states that any node can tear down, whichever set them up.</summary>
internal sealed class PostgresPactUndo(PostgresSandbox sandbox) : PactUndo
{
    internal sealed record Step(
        string Vendor,
        string What,
        string Id,
        long? Ordinal,
        JsonElement? User,
        bool Enabled,
        IReadOnlyList<RateLimit>? Limits,
        double[]? Left,
        long[]? Since
    )
    {
        /// <summary>Null: the users, as in every row of a program that had no other collections.</summary>
        public string? Collection { get; init; }
    }

    public override async ValueTask<int> CountAsync() =>
        (
            await sandbox.Database.ReadAsync(
                "SELECT coalesce(sum(json_array_length(steps::json)), 0)::int FROM pact WHERE world = $1",
                r => r.GetInt32(0),
                sandbox.Generation
            )
        )[0];

    public override async ValueTask KeepAsync(string state, IReadOnlyList<Undo> steps) =>
        await sandbox.Database.WriteAsync(
            """
            INSERT INTO pact (world, state, steps) VALUES ($1, $2, $3)
            ON CONFLICT (world, state) DO UPDATE SET steps = excluded.steps
            """,
            sandbox.Generation,
            PostgresSandboxes.Digest(state),
            JsonSerializer.Serialize([.. steps.Select(Write)], StoredContext.Deep.StepArray)
        );

    public override async ValueTask<IReadOnlyList<Undo>> TakeAsync(string state)
    {
        var taken = await sandbox.Database.WriteAsync(
            "DELETE FROM pact WHERE world = $1 AND state = $2 RETURNING steps",
            r => r.GetString(0),
            sandbox.Generation,
            PostgresSandboxes.Digest(state)
        );
        return taken is [var steps] ? Parse(steps) : [];
    }

    // What cannot be read cannot be undone: as if the state had not been set up.
    private IReadOnlyList<Undo> Parse(string steps)
    {
        try
        {
            return [.. JsonSerializer.Deserialize(steps, StoredContext.Deep.StepArray)!.Select(Read)];
        }
        catch (Exception error)
            when (error
                    is JsonException
                        or InvalidOperationException
                        or NullReferenceException
                        or ArgumentException
                        or IndexOutOfRangeException
            )
        {
            return [];
        }
    }

    private static Step Write(Undo step) =>
        new(
            step.Vendor.Slug,
            step.What,
            step.Id,
            step.User?.Ordinal,
            step.User is { } user ? RawJson.Parse(DocumentJson.Write(user.Document)) : null,
            step.Limits?.Enabled == true,
            step.Limits?.Limits,
            step.Limits?.Left,
            step.Limits?.Since
        )
        {
            Collection = step.Recipe == step.Vendor.Recipe ? null : step.Recipe.Name,
        };

    // Counts that do not fit their limits say nothing.
    private static LimitState? LimitsOf(Step step)
    {
        if (step.Limits is not { } limits)
            return null;
        if (step.Left?.Length != limits.Count || step.Since?.Length != limits.Count || limits.Any(l => l is null))
        {
            throw new InvalidOperationException("The limits of a step are not whole.");
        }

        return new LimitState(step.Enabled, limits, step.Left, step.Since);
    }

    private Undo Read(Step step)
    {
        var vendor = sandbox.All.Vendors.First(v => v.Slug == step.Vendor);
        var recipe = step.Collection is { } name ? vendor.Recipes.First(r => r.Name == name) : vendor.Recipe;
        Member? member = step.Ordinal is { } ordinal
            ? new Member(ordinal, DocumentJson.Read(step.User!.Value, recipe.Shape))
            : null;
        return new Undo(vendor, step.What, step.Id, member, LimitsOf(step)) { Recipe = recipe };
    }
}
