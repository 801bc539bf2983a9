// One exchange, opened.
import { h, fill, badge, statusBadge, evidence, copyButton, duration, problem, copy } from "./dom.js";
import { read, inSandbox, pageUrl } from "./api.js";
import { jsonBlock } from "./json.js";
import { diffSection } from "./diff.js";
import { timeline } from "./timeline.js";
import { curl, xunit, pact, har } from "./copies.js";

const parties = {
  client: ["Your client", "bad", "the request departs from what the vendor documents"],
  "spec gap": ["A gap in the documents", "warn", "the vendor's documents are silent here"],
  mock: ["Not mocked", "info", "the vendor has this, the mock does not"],
  browser: ["A browser", "info", "it asked by itself, before the client's own request"],
  "mock assumption": ["The mock", "info", "this answer is the mock's doing or its assumption"],
};

export async function showExchange(place, id, close) {
  try {
    const [entry, box] = await Promise.all([read(inSandbox(`/requests/${encodeURIComponent(id)}`)), read(inSandbox(""))]);
    draw(place, entry, box.credentials[entry.vendor]?.headers ?? {}, close);
  } catch (error) {
    fill(place, h("div", { class: "detail-head" }, h("h2", {}, `Exchange ${id}`), closeButton(close)), problem(error));
  }
}

const closeButton = (close) => h("button", { type: "button", class: "button icon", "aria-label": "Close the exchange", onclick: close }, "×");

function draw(place, entry, credential, close) {
  const marks = (where) => new Map(entry.findings.filter((f) => f.in === where).map((f) => [f.pointer, `${f.keyword}: expected ${f.expected}`]));
  fill(place,
    h("div", { class: "detail-head" },
      h("div", { class: "grow" },
        h("p", { class: "crumbs" },
          `#${entry.id} · ${entry.api ?? entry.vendor} · ${new Date(entry.at).toLocaleString()}`),
        h("h2", { tabindex: -1, id: "exchange-title" }, h("span", { class: "method" }, entry.method), " ", h("span", { class: "path" }, entry.path))),
      closeButton(close)),
    h("div", { class: "facts" }, statusBadge(entry.status, entry.aborted), badge(entry.operation ?? (entry.diagnosis?.party === "browser" ? "CORS preflight" : "no operation")),
      evidence(entry.evidence), badge(duration(entry.durationMs * 1000)),
      entry.aborted && entry.status ? badge(`client left after ${entry.aborted}`, "bad") : null,
      entry.fault ? badge(`fault: ${entry.fault}`, "bad") : null,
      entry.findings.length > 0 ? badge(`${entry.findings.length} finding${entry.findings.length === 1 ? "" : "s"}`, "warn") : null),
    h("div", { class: "row copies", role: "group", "aria-label": "Copy as" }, h("span", { class: "muted small" }, "Copy as"),
      copyButton("curl", "curl", () => curl(entry, credential)), copyButton("xunit test", "xunit test", () => xunit(entry, credential)),
      copyButton("Pact interaction", "Pact interaction", () => pact(entry, credential)), copyButton("HAR", "HAR", () => har(entry))),
    diagnosis(entry),
    timeline(entry),
    diffSection(entry.before, entry.after),
    h("div", { class: "pair" },
      message("Request", entry.headers, entry.body, marks("body")),
      message("Response", entry.responseHeaders, entry.responseBody, new Map())),
    assumed(entry));
}

function diagnosis(entry) {
  const d = entry.diagnosis;
  if (!d) {
    return entry.status < 400 ? h("section", { class: "card calm" }, h("h3", {}, badge("Kept the contract", "good")),
      h("p", { class: "muted" }, "No finding: the request is as the vendor documents it, and the answer is what the vendor would send.")) : null;
  }
  const [who, kind, why] = parties[d.party] ?? [d.party, "", ""];
  return h("section", { class: `card diagnosis ${kind}`, id: "diagnosis" },
    h("h3", {}, d.party === "browser" ? "CORS preflight " : "What was wrong ", badge(who, kind)),
    h("p", { class: "verdict" }, d.summary),
    h("p", { class: "muted small" }, `Whose doing: ${who.toLowerCase()} (${why}).`, d.spec ? ` Described in ${d.spec}.` : ""),
    d.problems.map((p) => problemRow(p, entry.api ?? entry.vendor)),
    d.curl ? h("div", { class: "fix" }, h("div", { class: "row" }, h("h4", {}, "The request put right"),
      h("button", { type: "button", class: "button small primary", id: "copy-corrected", onclick: () => copy(d.curl, "Corrected curl") }, "Copy corrected curl")),
      h("pre", { class: "code wrap", id: "corrected", tabindex: 0, "aria-label": "Corrected curl", role: "region" }, d.curl)) : null);
}

function problemRow(p, vendor) {
  return h("dl", { class: "problem" },
    h("div", { class: "where" }, h("dt", {}, "Where"), h("dd", {}, h("code", { class: "pointer" }, p.pointer || "(whole)"), h("span", { class: "muted" }, ` in the ${p.in}`))),
    h("div", {}, h("dt", {}, "Expected"), h("dd", {}, p.expected)),
    h("div", {}, h("dt", {}, "Got"), h("dd", {}, h("code", {}, p.actual))),
    h("div", { class: "across" }, h("dt", {}, "Rule"), h("dd", {}, evidence(p.evidence), " ", h("a", { href: pageUrl("rules", { vendor }, p.rule) }, p.rule), p.reason ? h("span", { class: "muted" }, ` ${p.reason}`) : null)),
    p.suggestion ? h("div", { class: "across" }, h("dt", {}, "Hint"), h("dd", {}, h("strong", {}, p.suggestion))) : null);
}

function message(title, headers, body, marks) {
  const all = Object.entries(headers ?? {});
  return h("section", { class: "card" }, h("h3", {}, title),
    h("details", {}, h("summary", {}, `${all.length} header${all.length === 1 ? "" : "s"}`),
      h("dl", { class: "headers" }, all.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", { class: value === "[redacted]" ? "muted" : "" }, value))))),
    jsonBlock(body, marks, `${title} body`));
}

function assumed(entry) {
  if (entry.assumed.length === 0) return null;
  return h("section", { class: "card" }, h("h3", {}, "Relied on what nobody outside the vendor knows ", evidence("ASSUMED")),
    h("ul", { class: "plain" }, entry.assumed.map((rule) => h("li", {},
      h("a", { href: pageUrl("rules", { vendor: entry.api ?? entry.vendor }, rule.name) }, rule.name),
      rule.reason ? h("span", { class: "muted" }, ` ${rule.reason}`) : null))));
}
