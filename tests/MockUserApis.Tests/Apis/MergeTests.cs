using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.AspNetCore.Http;

namespace MockUserApis.Tests.Apis;

/// <summary>The laws of a merge, over random documents and bodies.</summary>
public sealed partial class MergeTests
{
    private static readonly string[] Names = ["replaced", "kept", "cleared", "merged", "filled", "ignored"];
    private static readonly Shape Fields = new([.. Names, "stamp"]);
    private static readonly UpdateRules Rules = new UpdateRules()
        .AbsentKeeps(Evidence.SEED)
        .Field("replaced", (Effect.Replace, Evidence.SEED, ""), (Effect.Replace, Evidence.SEED, ""))
        .Field("kept", (Effect.Keep, Evidence.SEED, ""), (Effect.Replace, Evidence.SEED, ""))
        .Field("cleared", (Effect.Clear, Evidence.SEED, ""), (Effect.Replace, Evidence.SEED, ""))
        .Field(
            "merged",
            (Effect.Clear, Evidence.SEED, ""),
            (Effect.MergeKeys, Evidence.SEED, ""),
            nullKey: Effect.Clear
        )
        .Field("filled", (Effect.Keep, Evidence.SEED, ""), (Effect.Convert, Evidence.SEED, ""), conversion: Fill)
        .Field("ignored", (Effect.Ignore, Evidence.SEED, ""), (Effect.Ignore, Evidence.SEED, ""));

    private static readonly Gen<string> Values = Gen.Elements(
        "null",
        "1",
        "\"x\"",
        "{}",
        "{\"a\":1}",
        "{\"b\":null,\"a\":2}",
        "{\"c\":{\"d\":[1]}}",
        "[1,2]",
        "\"\\u00e9\""
    );

    private static readonly Arbitrary<Dictionary<string, string>> Bodies = Arb.From(
        from names in Gen.SubListOf(Names)
        from values in Gen.ListOf(Values, names.Count)
        select names.Zip(values).ToDictionary(p => p.First, p => p.Second)
    );

    [Fact]
    public void Merge_AbsentFields_StayAsTheyWere() =>
        Check(
            (stored, sent) =>
            {
                var after = Apply(stored, sent);
                return Names.Where(n => !sent.ContainsKey(n)).All(n => after[n].SequenceEqual(stored[n]));
            }
        );

    [Fact]
    public void Merge_AbsentFieldThatAbsenceClears_IsGoneAndOnlyFromAnUpdate()
    {
        var rules = new UpdateRules()
            .Field(
                "replaced",
                (Effect.Clear, Evidence.SEED, ""),
                (Effect.Clear, Evidence.SEED, ""),
                (Effect.Replace, Evidence.SEED, "")
            )
            .Field(
                "kept",
                (Effect.Clear, Evidence.SEED, ""),
                (Effect.Clear, Evidence.SEED, ""),
                (Effect.Replace, Evidence.SEED, "")
            );
        var stored = Document.Build(Fields, d => d.Set("replaced", 1).Set("kept", 2));
        using var body = JsonDocument.Parse("{\"kept\":3}");
        var updated = Merge.Apply(rules, stored, body.RootElement, Context());
        updated.Has("replaced").ShouldBeFalse();
        updated.Element("kept").GetInt32().ShouldBe(3);
        Document
            .Build(
                Fields,
                d =>
                {
                    d.Set("replaced", 1);
                    Merge.Into(d, rules, body.RootElement, Context());
                }
            )
            .Has("replaced")
            .ShouldBeTrue();
    }

    [Fact]
    public void Merge_SentFieldThatAbsenceClears_IsMergedIntoWhatIsStored()
    {
        var rules = new UpdateRules().Field(
            "merged",
            (Effect.Clear, Evidence.SEED, ""),
            (Effect.Clear, Evidence.SEED, ""),
            (Effect.MergeKeys, Evidence.SEED, "")
        );
        using var stored = JsonDocument.Parse("{\"a\":1}");
        using var body = JsonDocument.Parse("{\"merged\":{\"b\":2}}");
        Merge
            .Apply(rules, Document.Build(Fields, d => d.Set("merged", stored.RootElement)), body.RootElement, Context())
            .Element("merged")
            .GetRawText()
            .ShouldBe("{\"a\":1,\"b\":2}");
    }

    [Theory]
    [InlineData("{}", 1)]
    [InlineData("{\"kept\":1}", 0)]
    public void Merge_FieldThatAbsenceClears_ReliesOnThatRuleWhenAbsent(string body, int assumed)
    {
        var rules = new UpdateRules().Field(
            "kept",
            (Effect.Clear, Evidence.ASSUMED, ""),
            (Effect.Clear, Evidence.SEED, ""),
            (Effect.Replace, Evidence.SEED, "")
        );
        var exchange = new Exchange(new DefaultHttpContext(), MockFixture.Known[0], "", "");
        using var sent = JsonDocument.Parse(body);
        Merge.Apply(rules, Document.Build(Fields, _ => { }), sent.RootElement, Context() with { Exchange = exchange });
        exchange.Assumed.Count.ShouldBe(assumed);
    }

    [Fact]
    public void Rules_AbsentThatWouldStoreSomething_IsRefusedWhenWritten() =>
        Should.Throw<ArgumentException>(() =>
            new UpdateRules().Field(
                "x",
                (Effect.Replace, Evidence.SEED, ""),
                (Effect.Clear, Evidence.SEED, ""),
                (Effect.Replace, Evidence.SEED, "")
            )
        );

    [Fact]
    public void Merge_Twice_IsMergeOnce() =>
        Check(
            (stored, sent) =>
            {
                var once = Apply(stored, sent);
                return Text(Apply(once, sent)) == Text(once);
            }
        );

    [Fact]
    public void Merge_OfAnyBody_LeavesTheStoredDocumentAlone() =>
        Check(
            (stored, sent) =>
            {
                var before = Text(stored);
                Apply(stored, sent);
                return Text(stored) == before;
            }
        );

    [Fact]
    public void Merge_NullAndValue_DoWhatTheRuleSays() =>
        Check(
            (stored, sent) =>
            {
                var after = Apply(stored, sent);
                return sent.All(s =>
                    (s.Key, IsNull: s.Value == "null") switch
                    {
                        ("replaced", _) or ("kept" or "cleared", false) => CanonicalJson.Of(after.Element(s.Key))
                            == CanonicalJson.Of(JsonDocument.Parse(s.Value).RootElement),
                        ("cleared" or "merged", true) => !after.Has(s.Key),
                        ("ignored", _) or ("kept" or "filled", true) => after[s.Key].SequenceEqual(stored[s.Key]),
                        _ => true,
                    }
                );
            }
        );

    [Fact]
    public void Merge_AnEscapedKey_IsTheSameKey() =>
        Apply(Document.Build(Fields, _ => { }), new() { ["repl\\u0061ced"] = "1" }).Integer("replaced").ShouldBe(1);

    [Fact]
    public void Merge_AnUnknownKey_GoesToTheVendorsRuleOrNowhere()
    {
        var taken = new List<string>();
        var open = new UpdateRules { Unknown = (sent, _, _) => taken.AddRange(sent.Select(s => s.Key)) }.AbsentKeeps(
            Evidence.SEED
        );
        Merge.Apply(
            open,
            Document.Build(Fields, _ => { }),
            JsonDocument.Parse("{\"x\":1,\"y\":null}").RootElement,
            Context()
        );
        taken.ShouldBe(["x", "y"]);
        Text(Apply(Document.Build(Fields, _ => { }), new() { ["x"] = "1" }))
            .ShouldBe(Text(Document.Build(Fields, _ => { })));
    }

    private static void Fill(JsonElement sent, Draft draft, MergeContext context)
    {
        if (sent.ValueKind == JsonValueKind.Object)
            ObjectMerge.Into(draft, "filled", sent, fill: true, Effect.Keep);
    }

    private static void Check(Func<Document, Dictionary<string, string>, bool> law) =>
        Prop.ForAll(
                Bodies,
                Bodies,
                (stored, sent) =>
                    law(
                        Document.Build(
                            Fields,
                            d =>
                            {
                                foreach (var (name, value) in stored)
                                    d.Set(name, JsonDocument.Parse(value).RootElement);
                            }
                        ),
                        sent
                    )
            )
            .QuickCheckThrowOnFailure();

    private static Document Apply(Document stored, Dictionary<string, string> sent) =>
        Merge.Apply(
            Rules,
            stored,
            JsonDocument.Parse("{" + string.Join(',', sent.Select(s => $"\"{s.Key}\":{s.Value}")) + "}").RootElement,
            Context()
        );

    // A merge asks its surroundings only when a rule of the vendor does; these rules do not.
    private static MergeContext Context() => new(null!, null!, 1, null);

    private static string Text(Document document) =>
        string.Join('|', Fields.Fields.Select(f => System.Text.Encoding.UTF8.GetString(document[f])));
}
