// node spec-to-json.mjs <spec.yaml> <spec.json> <nswag.json>
// Turns one spec into JSON, once as it stands and once for NSwag, and refuses what the build could only fail on later and less clearly.
// Errors are printed as the build reads them: file(line,column): error CODE: text.
import { readFileSync, writeFileSync } from 'node:fs';
import { LineCounter, isScalar, parseDocument, visit } from 'yaml';
import { markForClients } from './client-marks.mjs';
import { forNSwag } from './for-nswag.mjs';

const [source, target, nswagTarget] = process.argv.slice(2);
const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'];
const lines = new LineCounter();
let errors = 0;

function error(code, offset, text) {
  const { line, col } = lines.linePos(offset ?? 0);
  console.error(`${source}(${line || 1},${col || 1}): error ${code}: ${text}`);
  errors++;
}

const document = parseDocument(readFileSync(source, 'utf8'), { lineCounter: lines, prettyErrors: false, intAsBigInt: true });
const problems = [...document.errors, ...document.warnings];
const isDuplicate = (problem) => problem.code === 'DUPLICATE_KEY';
problems.filter(isDuplicate).forEach((problem) => error('SPEC001', problem.pos[0], 'this key is already there above'));
// After one error of syntax most others are its echo.
problems.filter((problem) => !isDuplicate(problem)).slice(0, 1).forEach((problem) => error('SPEC001', problem.pos[0], problem.message));

if (errors === 0) {
  const spec = document.toJS();
  const at = (...path) => document.getIn(path, true)?.range?.[0];
  checkVersion(spec, at);
  checkReferences(spec);
  checkOperations(spec, at);
  if (errors === 0) {
    writeFileSync(target, toJson(spec));
    writeFileSync(nswagTarget, toJson(forNSwag(markForClients(spec))));
  }
}
process.exit(errors === 0 ? 0 : 1);

function checkVersion(spec, at) {
  if (!/^3\.0\.\d+$/.test(spec?.openapi)) {
    error('SPEC002', at('openapi'), `"openapi" must be 3.0.x, not ${spec?.openapi}: NSwag misreads 3.1`);
  }
}

function checkReferences(spec) {
  visit(document, {
    Pair(_, pair) {
      if (pair.key?.value !== '$ref' || !isScalar(pair.value)) return;
      const reference = String(pair.value.value);
      const steps = reference.split('/').slice(1).map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'));
      const found = reference.startsWith('#/') && steps.reduce((node, step) => node?.[step], spec) !== undefined;
      if (!found) error('SPEC003', pair.value.range[0], `nothing in this file is at ${reference}`);
    },
  });
}

function checkOperations(spec, at) {
  const seen = new Map();
  for (const [path, item] of Object.entries(spec.paths ?? {})) {
    for (const [, name] of path.matchAll(/\{([^}]*)\}/g)) {
      if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) {
        error('SPEC004', at('paths', path), `{${name}} in ${path} would never bind: use letters, digits and _ in a path parameter's name`);
      }
    }
    for (const method of methods.filter((name) => item?.[name])) {
      const operation = item[method];
      const where = at('paths', path, method);
      if (!operation.operationId) {
        error('SPEC005', where, `${method} ${path} has no operationId: it becomes the method's name`);
      } else if (seen.has(operation.operationId)) {
        error('SPEC006', at('paths', path, method, 'operationId'), `${operation.operationId} is already the operationId of ${seen.get(operation.operationId)}`);
      }
      seen.set(operation.operationId, `${method} ${path}`);
      if (!operation.tags?.length) {
        error('SPEC007', where, `${method} ${path} has no tag: the first one becomes the controller's name`);
      }
    }
  }
}

// JavaScript numbers lose digits beyond 2^53, for example in `maximum: 9223372036854775807`.
function toJson(spec) {
  const marked = (_, value) => {
    if (typeof value !== 'bigint') return value;
    return Number.isSafeInteger(Number(value)) ? Number(value) : `\u0000${value}\u0000`;
  };
  return JSON.stringify(spec, marked).replace(/"\\u0000(-?\d+)\\u0000"/g, '$1') + '\n';
}
