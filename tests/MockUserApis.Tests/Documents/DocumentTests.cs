namespace MockUserApis.Tests.Documents;

/// <summary>Absent, null and a value stay three things.</summary>
public sealed class DocumentTests
{
    private static readonly Shape Fields = new("a", "b", "c");

    [Fact]
    public void Build_NothingSet_HasNothing()
    {
        var document = Document.Build(Fields, _ => { });
        document.Has("a").ShouldBeFalse();
        document["a"].Length.ShouldBe(0);
        document.Text("a").ShouldBeNull();
        document.Element("a").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Undefined);
    }

    [Fact]
    public void Set_Null_IsNotAbsent()
    {
        var document = Document.Build(Fields, d => d.Set("a", (string?)null));
        document.Has("a").ShouldBeTrue();
        RawJson.IsNull(document["a"]).ShouldBeTrue();
        document.Text("a").ShouldBeNull();
    }

    [Fact]
    public void Set_Values_ReadBackByTheirKind()
    {
        var document = Document.Build(Fields, d => d.Set("a", "é\"\n😀").Set("b", long.MinValue).Set("c", true));
        document.Text("a").ShouldBe("é\"\n😀");
        document.Integer("b").ShouldBe(long.MinValue);
        document.Integer("a").ShouldBeNull();
        document.Element("c").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void With_AChange_LeavesTheFirstAsItWas()
    {
        var first = Document.Build(Fields, d => d.Set("a", "one").Set("b", "two"));
        var second = first.With(d => d.Set("a", "changed").Remove("b").Set("c", 3));
        (first.Text("a"), first.Text("b"), first.Has("c")).ShouldBe(("one", "two", false));
        (second.Text("a"), second.Has("b"), second.Integer("c")).ShouldBe(("changed", false, 3));
    }

    [Fact]
    public void Draft_SetTwiceInAnyOrder_KeepsTheLastInFieldOrder()
    {
        var document = Document.Build(Fields, d => d.Set("c", 1).Set("a", 2).Set("c", 3).Remove("a").Set("a", 4));
        (document.Integer("a"), document.Has("b"), document.Integer("c")).ShouldBe((4, false, 3));
    }

    [Fact]
    public void Draft_WithinADraft_KeepsBothApart()
    {
        var outer = Document.Build(
            Fields,
            d =>
            {
                d.Set("a", "outer");
                Document.Build(Fields, inner => inner.Set("a", "inner")).Text("a").ShouldBe("inner");
                d.Set("b", "outer too");
            }
        );
        (outer.Text("a"), outer.Text("b")).ShouldBe(("outer", "outer too"));
    }

    [Fact]
    public void Draft_LargeValues_AreKeptWhole()
    {
        var text = new string('x', 300_000);
        Document.Build(Fields, d => d.Set("b", text).Set("a", "small")).Text("b").ShouldBe(text);
    }

    [Fact]
    public void Field_NotInTheShape_Throws() =>
        Should.Throw<KeyNotFoundException>(() => Document.Build(Fields, d => d.Set("nope", 1)));
}
