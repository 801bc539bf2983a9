namespace MockUserApis.Tests.Apis;

/// <summary>Effects that go key by key.</summary>
public sealed partial class MergeTests
{
    [Fact]
    public void MergeKeys_OfTwoObjects_KeepsTheStoredOrderAndAddsAtTheEnd()
    {
        var stored = Document.Build(Fields, d => d.Set("merged", "{\"z\":1,\"a\":2,\"m\":3}"u8));
        var after = Apply(stored, new() { ["merged"] = "{\"new\":9,\"m\":4,\"z\":null,\"other\":null}" });
        System.Text.Encoding.UTF8.GetString(after["merged"]).ShouldBe("{\"a\":2,\"m\":4,\"new\":9}");
    }

    [Theory]
    [InlineData(
        "{\"q\\\"}\":1,\"b\":{\"x\":[\"]}\\\\\",{}]}}",
        "{\"b\":[{\"}\":\"{\"}],\"q\\u0022}\":2}",
        "{\"q\\\"}\":2,\"b\":[{\"}\":\"{\"}]}"
    )]
    [InlineData(
        "{\"a\":1}",
        " {\n \"\\u0061\" : [ 1 , 2 ] ,\"é\": \"\\u00e9 \\n\" } ",
        "{\"a\":[1,2],\"é\":\"é \\n\"}"
    )]
    [InlineData("{}", "{}", "{}")]
    [InlineData("[1,\"a\"]", "{\"a\":-1.5e3}", "{\"a\":-1.5e3}")]
    public void MergeKeys_HoweverWritten_ReadsEachKeyAndValueWhole(string stored, string sent, string merged)
    {
        var before = Document.Build(Fields, d => d.Set("merged", System.Text.Encoding.UTF8.GetBytes(stored)));
        System.Text.Encoding.UTF8.GetString(Apply(before, new() { ["merged"] = sent })["merged"]).ShouldBe(merged);
    }

    [Theory]
    [InlineData("{\"a\":1,\"in\":{\"x\":1,\"y\":2}}", "{\"in\":{\"y\":3}}", "{\"a\":1,\"in\":{\"x\":1,\"y\":3}}")]
    [InlineData("{\"in\":{\"x\":1}}", "{\"in\":{\"x\":null,\"z\":{}},\"b\":2}", "{\"in\":{\"x\":1,\"z\":{}},\"b\":2}")]
    [InlineData("{\"in\":{\"x\":1}}", "{\"in\":null}", "{\"in\":{\"x\":1}}")]
    [InlineData("{\"in\":null}", "{\"in\":{\"x\":1}}", "{\"in\":{\"x\":1}}")]
    [InlineData("", "{\"in\":{\"x\":1,\"y\":null}}", "{\"in\":{\"x\":1}}")]
    [InlineData("{\"in\":{\"x\":1}}", "{\"in\":7}", "{\"in\":7}")]
    public void MergeKeys_OfANestedObject_MergesThatKeyByKeyToo(string stored, string sent, string merged)
    {
        var rules = new UpdateRules().Field(
            "merged",
            (Effect.Keep, Evidence.SEED, ""),
            (Effect.MergeKeys, Evidence.SEED, ""),
            nullKey: Effect.Keep,
            nested: "in"
        );
        var before = Document.Build(Fields, d => d.Set("merged", System.Text.Encoding.UTF8.GetBytes(stored)));
        using var body = System.Text.Json.JsonDocument.Parse($$"""{"merged":{{sent}}}""");
        var after = Merge.Apply(rules, before, body.RootElement, Context());
        System.Text.Encoding.UTF8.GetString(after["merged"]).ShouldBe(merged);
    }

    [Fact]
    public void ObjectMerge_ThatFills_TakesOnlyWhatWasMissing()
    {
        var stored = Document.Build(Fields, d => d.Set("filled", "{\"a\":1,\"n\":null}"u8));
        var after = Apply(stored, new() { ["filled"] = "{\"a\":2,\"n\":3,\"b\":4}" });
        System.Text.Encoding.UTF8.GetString(after["filled"]).ShouldBe("{\"a\":1,\"n\":null,\"b\":4}");
    }
}
