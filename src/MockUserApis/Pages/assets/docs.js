// API docs: Swagger UI on a vendor's spec, its requests sent to this mock, through this origin, with the sandbox's credential.
import { h, fill } from "./dom.js";
import { read, apis, apiPicker, state, sandbox, inSandbox } from "./api.js";

const load = (tag, props) => new Promise((done, failed) => document.head.append(h(tag, { ...props, onload: done, onerror: failed })));

export async function show(place) {
  addEventListener("popstate", () => draw(place));
  await Promise.all([
    load("link", { rel: "stylesheet", href: "/_mock/assets/swagger-ui.css" }).then(() => load("link", { rel: "stylesheet", href: "/_mock/assets/swagger.css" })),
    load("script", { src: "/_mock/assets/swagger-ui-bundle.js" }),
  ]);
  await draw(place);
}

async function draw(place) {
  const all = await apis();
  const { name, slug, askedBy } = all.find((a) => a.name === state.get("vendor")) ?? all[0];
  const [picker, spec, box] = await Promise.all([
    apiPicker(name, (next) => { state.set({ vendor: next }, true); draw(place); }),
    read(`/openapi/${name}.json`),
    read(inSandbox("")),
  ]);
  const credential = box.credentials[slug].headers;
  spec.servers = [{ url: `${location.origin}/~${sandbox()}/${slug}`, description: `This mock, sandbox ${sandbox()}` }];
  const root = h("div", { id: "swagger" });
  fill(place,
    h("div", { class: "bar-row" }, picker),
    h("section", { class: "card" }, h("p", {}, "“Try it out” sends to this mock, sandbox ", h("strong", {}, sandbox()), ", with this credential:"),
      h("dl", { class: "headers" }, Object.entries(credential).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))))),
    root);
  const ui = window.SwaggerUIBundle({
    spec, domNode: root, deepLinking: false, docExpansion: "list", defaultModelsExpandDepth: 0, tryItOutEnabled: true, validatorUrl: null,
    syntaxHighlight: { activated: true, theme: "agate" },
    requestInterceptor(request) {
      for (const [name, value] of Object.entries(credential)) if (!Object.keys(request.headers).some((n) => n.toLowerCase() === name.toLowerCase())) request.headers[name] = value;
      // Swagger UI asks for what the spec says of the answers; a version of it stands in the way of another.
      for (const [name, value] of Object.entries(askedBy ?? {})) {
        for (const old of Object.keys(request.headers)) {
          if (old.toLowerCase() === name.toLowerCase()) delete request.headers[old];
        }
        request.headers[name] = value;
      }
      return request;
    },
    onComplete() {
      for (const [name, scheme] of Object.entries(spec.components?.securitySchemes ?? {})) authorize(ui, name, scheme, credential);
    },
  });
}

function authorize(ui, name, scheme, credential) {
  const value = Object.entries(credential).find(([n]) => n.toLowerCase() === (scheme.name ?? "authorization").toLowerCase())?.[1];
  if (value === undefined) return;
  if (scheme.type === "apiKey") ui.preauthorizeApiKey(name, value);
  else if (scheme.scheme === "basic") {
    const [user, password] = atob(value.replace(/^Basic /, "")).split(":");
    ui.preauthorizeBasic(name, user, password);
  }
}
