// Users: a vendor's population in this sandbox, page by page; one opened in the vendor's own shape, to edit and save.
import { h, fill, empty, problem, toast } from "./dom.js";
import { call, read, vendors, vendorPicker, state, inSandbox } from "./api.js";
import { jsonBlock } from "./json.js";

const size = 25;
let place;
let slug;

export async function show(into) {
  place = into;
  addEventListener("popstate", draw);
  await draw();
}

async function draw() {
  slug = state.get("vendor") || (await vendors())[0].slug;
  const picker = await vendorPicker(slug, (next) => { state.set({ vendor: next, key: "", after: "" }, true); draw(); });
  const list = h("section", { class: "list", "aria-label": "Users" });
  const detail = h("section", { class: "detail", "aria-label": "One user" });
  const find = h("input", { id: "find", autocomplete: "off", placeholder: "Open by id" });
  fill(place,
    h("div", { class: "bar-row" }, picker,
      h("form", { class: "row", role: "search", onsubmit: (e) => { e.preventDefault(); if (find.value) open(find.value); } }, h("label", { class: "sr", for: "find" }, "Open a user by id"), find, h("button", { class: "button" }, "Open")),
      h("button", { type: "button", class: "button danger", onclick: reset }, "Reset sandbox")),
    h("div", { class: "split" }, list, detail));
  document.body.classList.toggle("opened", state.get("key") !== "");
  await Promise.all([drawList(list), drawUser(detail)]);
}

async function drawList(list) {
  try {
    const after = state.get("after");
    const answer = await call("GET", inSandbox(`/users/${slug}?limit=${size}&view=keyed${after ? `&after=${encodeURIComponent(after)}` : ""}`));
    const users = await answer.json();
    const total = Number(answer.headers.get("X-Total-Count"));
    const next = /[?&]after=([^&>]*)/.exec(answer.headers.get("Link") ?? "")?.[1];
    if (users.length === 0) { fill(list, empty("No users here.", h("p", { class: "muted" }, "Open one by id and save it to make it."))); return; }
    fill(list,
      h("ol", { class: "rows people" }, users.map(({ key, user }) => h("li", {}, h(key === null ? "div" : "a", { class: "person", href: key === null ? null : "#", "aria-current": key === state.get("key") ? "true" : null, onclick: key === null ? null : (e) => { e.preventDefault(); open(key); } },
        h("span", { class: "face", "aria-hidden": "true" }, initials(user, key)), h("span", { class: "what" }, h("span", { class: "op" }, name(user) || key || "no name"), h("span", { class: "path" }, [key ?? "no id of its own", mail(user)].filter(Boolean).join(" · "))))))),
      h("div", { class: "row pager" }, h("button", { type: "button", class: "button", disabled: !after, onclick: () => { history.back(); } }, "Back"),
        h("span", { class: "muted small" }, `${total.toLocaleString("en")} users`),
        h("button", { type: "button", class: "button", disabled: !next, onclick: () => { state.set({ after: decodeURIComponent(next), key: "" }, true); draw(); } }, "Next")));
  } catch (error) {
    fill(list, problem(error));
  }
}

// Vendors name and nest these differently: the first text whose key says so will do.
function texts(user) {
  return Object.entries(user ?? {}).flatMap(([k, v]) => typeof v === "string" && v ? [[k.toLowerCase().replace(/[^a-z]/g, ""), v]] : v && typeof v === "object" && !Array.isArray(v) ? texts(v) : []);
}

const pick = (user, ...names) => names.map((n) => texts(user).find(([k]) => k === n)?.[1]).find(Boolean);
const name = (user) => pick(user, "name", "fullname", "displayname") ?? ([pick(user, "firstname"), pick(user, "lastname")].filter(Boolean).join(" ") || undefined);
const mail = (user) => texts(user).find(([, v]) => /^[^@\s]+@[^@\s]+$/.test(v))?.[1];
const initials = (user, key) => (name(user) ?? key ?? "?").split(/[\s-]+/).map((w) => w[0]).slice(0, 2).join("").toUpperCase();

function open(key) {
  state.set({ key }, true);
  draw();
}

async function drawUser(detail) {
  const key = state.get("key");
  if (!key) { fill(detail, empty("Open a user", h("p", { class: "muted" }, "It shows as the vendor would show it. Edit it, save it, and your client meets exactly this user."))); return; }
  const address = inSandbox(`/users/${slug}/${encodeURIComponent(key)}`);
  const back = h("button", { type: "button", class: "button icon", "aria-label": "Close the user", onclick: () => open("") }, "×");
  let user = null;
  let missing = null;
  try { user = await read(address); } catch (error) { missing = error; }
  const editor = h("textarea", { id: "json", class: "editor", spellcheck: "false", "aria-describedby": "hint", value: JSON.stringify(user ?? {}, null, 2) });
  const said = h("div", { "aria-live": "polite" });
  const view = h("div", {}, jsonBlock(user, new Map(), "User"));
  const save = async () => {
    try {
      const body = JSON.parse(editor.value);
      const sent = user === null ? body : difference(user, body);
      await call(user === null ? "PUT" : "PATCH", address, sent);
      toast(`${key} saved.`);
      draw();
    } catch (error) {
      fill(said, problem(error instanceof SyntaxError ? Object.assign(new Error(error.message), { title: "Not JSON." }) : error));
    }
  };
  fill(detail,
    h("div", { class: "detail-head" }, h("div", { class: "grow" }, h("p", { class: "crumbs" }, slug), h("h2", {}, name(user) ?? key)), back),
    missing ? h("div", { class: "note" }, missing.status === 404 ? `There is no user “${key}”. Save to make it: what you leave out is generated.` : missing.message) : null,
    h("details", { class: "card", open: missing !== null }, h("summary", {}, missing ? "Make it" : "Edit"),
      h("label", { class: "sr", for: "json" }, "The user as JSON"), editor,
      h("p", { class: "muted small", id: "hint" }, "Only the fields you change are sent. Fields that the vendor calculates stay as they are."),
      said, h("div", { class: "row end" }, missing ? null : h("button", { type: "button", class: "button danger", onclick: () => remove(address, key) }, "Delete"), h("button", { type: "button", class: "button primary", id: "save", onclick: save }, "Save"))),
    missing ? null : h("section", { class: "card" }, h("h3", {}, "As the vendor shows it"), view));
}

// The top-level fields that were changed or added, and null for those taken out.
const difference = (before, after) => Object.fromEntries([
  ...Object.entries(after).filter(([n, v]) => JSON.stringify(v) !== JSON.stringify(before[n])),
  ...Object.keys(before).filter((n) => !(n in after)).map((n) => [n, null]),
]);

async function remove(address, key) {
  if (!confirm(`Remove ${key} for good?`)) return;
  await call("DELETE", address);
  toast(`${key} removed.`);
  open("");
}

async function reset() {
  if (!confirm("Back to the generated population? Users, traffic, faults, limits and clock of this sandbox start afresh.")) return;
  await call("POST", inSandbox("/reset"));
  toast("The sandbox is as new.");
  state.set({ key: "", after: "" });
  draw();
}
