using System.Reflection;
using Microsoft.AspNetCore.Http;

namespace MockUserApis.Tests.Knowledge
{
    public sealed class LedgerTests
    {
        private static readonly Assembly Here = typeof(LedgerTests).Assembly;

        [Fact]
        public void Ledger_OfANamespace_HasTheRulesOfEveryKindOfStaticField() =>
            Ledger
                .Of(Here, "MockUserApis.Tests.Knowledge.WrittenDown")
                .Select(r => r.Name)
                .ShouldBe(
                    [
                        "alone",
                        "nested",
                        "listed",
                        "waived",
                        "waived/too",
                        "encoding",
                        "charset",
                        "none",
                        "setting",
                        "update/*/absent",
                        "update/name/null",
                        "update/name/value",
                    ],
                    ignoreOrder: true
                );

        [Theory]
        [MemberData(nameof(MockFixture.Slugs), MemberType = typeof(MockFixture))]
        public void Ledger_OfAnApi_HasWhatItAndItsVendorDeclare(string slug)
        {
            var vendor = MockFixture.Known.Single(v => v.Slug == slug);
            foreach (var api in vendor.Apis)
            {
                IHasRules[] declared = [api.UpdateRules, api.BodyRules, .. api.Waivers, .. vendor.Settings];
                declared
                    .SelectMany(d => d.Rules)
                    .Append(vendor.LimitsRule)
                    .Concat(api.Contract.Rules)
                    .Except(api.Ledger)
                    .ShouldBeEmpty("A property that holds rules reads a static field.");
            }
        }

        [Theory]
        [MemberData(nameof(MockFixture.ApiIds), MemberType = typeof(MockFixture))]
        public void Ledger_OfAnApi_GivesARuleOneReason(string id)
        {
            var api = MockFixture.Known.SelectMany(v => v.Apis).Single(a => a.Id == id);

            api.Ledger.CountBy(r => (r.Name, r.Evidence)).Where(c => c.Value > 1).ShouldBeEmpty();
        }

        [Fact]
        public void Law_OfAnAnswerThatReliedOnARuleThatIsNotThere_NamesRuleAndRequest()
        {
            var http = new DefaultHttpContext { Request = { Method = "GET" } };
            var exchange = new Exchange(http, MockFixture.Known[0], "/v1/users", "/v1/users?pageSize=1")
            {
                Api = MockFixture.Known[0].Api,
            };
            exchange.Rely(new Rule("nowhere/written", Evidence.ASSUMED, "made by this test"));
            var law = new LedgerLaw();
            law.Check(exchange);

            var message = Should.Throw<ShouldAssertException>(law.Check).Message;
            message.ShouldContain("nowhere/written");
            message.ShouldContain("GET /v1/users?pageSize=1");
        }
    }
}

namespace MockUserApis.Tests.Knowledge.WrittenDown
{
    internal static class Several
    {
        public static readonly BodyRules Body = new(Doc("encoding"), Doc("charset"), Inflates: false)
        {
            NoBody = Doc("none"),
        };

        public static readonly string Word = "no rule";

        private static readonly IReadOnlyList<Rule> Listed = [Doc("listed")];

        private static readonly Waiver[] Waived =
        [
            new("/a", "type", Doc("waived")),
            new("/b", "type", Doc("waived/too")),
        ];

        private static readonly Choice Chosen = new("word", ["a"], Doc("setting"));

        private static readonly UpdateRules Table = new UpdateRules().Field(
            "name",
            (Effect.Clear, Evidence.DOC, ""),
            (Effect.Replace, Evidence.DOC, "")
        );

        // Reading a field of an open generic class would throw.
        public static class Of<T>
        {
            public static readonly Rule Never = Doc(typeof(T).Name);
        }

        private static class Inner
        {
            private static readonly Rule Nested = Doc("nested");
        }

        private static Rule Doc(string name) => new(name, Evidence.DOC);
    }

    internal sealed class One
    {
        private static readonly Rule Alone = new("alone", Evidence.DOC);
    }
}
