// A node:test reporter that says no more than summary.sh beside it reads of a .trx file. SUITE names what was tested.
export default async function* trx(source) {
  let passed = 0;
  let failed = 0;
  for await (const { type, data } of source) {
    if (type === 'test:pass' && !data.skip) passed++;
    if (type === 'test:fail') failed++;
  }
  const counters = `total="${passed + failed}" executed="${passed + failed}" passed="${passed}" failed="${failed}"`;
  yield `<TestRun><UnitTest codeBase="tests/${process.env.SUITE}.dll"/>`;
  yield `<Counters ${counters} error="0" timeout="0" aborted="0"/></TestRun>\n`;
}
