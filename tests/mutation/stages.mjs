// Which tests first: the likely killers, so that most mutants cost a second of tests.

// The slow ones and those that look at this machine say nothing about rules.
const never = new RegExp(
  String.raw`\.Fuzz\.Fuzz|\.Security\.(RawSocket|Slowloris|Intruder|Idle)|\.SecretsTests` +
    String.raw`|\.StateFileTests|\.ReadmeTests|TypeScriptTests|SandboxMemoryTests`,
);
const tables = /\.(UpdateTable|Transcript)Tests/;
const kernel = /\.(Apis|Contract|Documents|State)\.|\.Tests\.Vendors\.[A-Za-z]+$/;
const rules = /\.(EveryVendor|Vendors|Issues|Diagnoses|Http|Operations|Pipeline)\.|\.UpdateModelTests/;

/** Every test case that counts: { ID, Class, DisplayName }. */
export async function testsOf(program, run) {
  const { output } = await run(program, ['-list', 'full/json', '-preEnumerateTheories']);
  return JSON.parse(output.split('\n').find(l => l.startsWith('[{'))).filter(t => !never.test(t.Class));
}

/**
 * Lists of tests, in the order to run them. Without a mutant: all; else those that speak of the rules, of the mutant's
 * vendor.
 */
export function stagesFor(mutant, tests) {
  if (mutant === null) return [tests];
  const order =
    mutant.vendor === null
      ? [t => kernel.test(t.Class), t => tables.test(t.Class), t => rules.test(t.Class)]
      : [t => tables.test(t.Class) && isOf(mutant.vendor, t), t => rules.test(t.Class) && isOf(mutant.vendor, t)];
  return order.map((fits, i) => tests.filter(t => fits(t) && !order.slice(0, i).some(earlier => earlier(t))));
}

// A test's class or one of its arguments names the vendor: VoltMx, volt-mx.
function isOf(vendor, test) {
  const letters = text => text.replace(/[^A-Za-z]/g, '').toLowerCase();
  return letters(test.DisplayName).includes(letters(vendor));
}
