// Elements are made here and nowhere else; strings only ever become text.

/** h("td", { class: "x", onclick }, "text", child, [children]) */
export function h(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value' || name === 'checked' || name === 'disabled') element[name] = value;
    else element.setAttribute(name, value === true ? '' : String(value));
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

export function fill(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

const askedFor = new WeakMap();

/**
 * Takes a place for what is asked for now. What comes then asks the function that this returns whether to be drawn
 * there: not where something else was asked for since, and not while the place is pressed, because a row that moves
 * between press and release loses the click.
 */
export function claim(place) {
  const mine = {};
  askedFor.set(place, mine);
  return async () => {
    await released(place);
    return askedFor.get(place) === mine;
  };
}

/** Waits until nothing in the place is pressed. */
export const released = async place => {
  if (!place.matches(':active')) return;
  const ends = ['pointerup', 'pointercancel', 'keyup'];
  await new Promise(done => ends.forEach(end => addEventListener(end, () => setTimeout(done), { once: true })));
};

/** A word on a coloured ground; the word carries the meaning, the colour only repeats it. */
export const badge = (text, kind = '') => h('span', { class: `badge ${kind}` }, text);

export function statusBadge(status, aborted) {
  if (status === 0) return badge(aborted ? 'client left' : 'reset', 'bad');
  if (status < 300) return badge(status, 'good');
  if (status < 400) return badge(status, 'info');
  return badge(status, status < 500 ? 'warn' : 'bad');
}

const meanings = {
  SEED: "The vendor's own page for the update operation says so",
  DOC: 'Another public page of the vendor says so',
  REC: 'A recorded exchange with the real API shows it',
  CODE: 'A real client in public use depends on it',
  ASSUMED: 'Nobody outside the vendor knows: our choice, by analogy',
};

export const evidence = tag => h('span', { class: `tag tag-${tag}`, title: meanings[tag] }, tag);

export const legend = () =>
  h(
    'dl',
    { class: 'legend' },
    Object.entries(meanings).map(([tag, text]) => h('div', {}, h('dt', {}, evidence(tag)), h('dd', {}, text))),
  );

export function toast(text) {
  const place = document.getElementById('toast');
  place.textContent = text;
  place.classList.add('on');
  clearTimeout(toast.timer);
  toast.timer = setTimeout(() => place.classList.remove('on'), 3500);
}

export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    toast(`${what} copied.`);
  } catch {
    const area = h('textarea', { class: 'sr', value: text });
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    toast(done ? `${what} copied.` : 'The browser does not allow copying here.');
  }
}

/** More: its other attributes. */
export const button = (text, onclick, more) => h('button', { type: 'button', class: 'button', onclick, ...more }, text);

export const closeButton = (what, onclick) =>
  button('×', onclick, { class: 'button icon', 'aria-label': `Close the ${what}`, title: 'Close (Esc)' });

export const copyButton = (label, what, text, extra = '') =>
  button(label, async () => copy(await text(), what), { class: `button small ${extra}` });

/** Of each pair, the first is picked and the second is shown. */
export const tabs = (label, pairs, current, pick) =>
  h(
    'div',
    { class: 'tabs', role: 'group', 'aria-label': label },
    pairs.map(([name, text]) =>
      button(text, () => pick(name), { class: null, 'aria-pressed': String(name === current) }),
    ),
  );

/** Microseconds as people read them. */
export function duration(us) {
  if (us < 1000) return `${Math.round(us)} µs`;
  if (us < 1e4) return `${(us / 1000).toFixed(1)} ms`;
  if (us < 1e6) return `${(us / 1000).toFixed(0)} ms`;
  return `${(us / 1e6).toFixed(1)} s`;
}

/** An instant as all pages write it: of the sandbox's clock, in UTC. */
export const stamp = at => new Date(at).toISOString().replace('T', ' ').slice(0, 19);
export const instant = at => h('time', { datetime: at }, `${stamp(at)} UTC`);
export const timeOfDay = at => h('time', { datetime: at, title: `${stamp(at)} UTC` }, stamp(at).slice(11));

export const empty = (title, ...more) => h('div', { class: 'empty' }, h('p', { class: 'empty-title' }, title), more);

export const problem = error =>
  h(
    'div',
    { class: 'note bad', role: 'alert' },
    h('strong', {}, error.title ?? 'That did not work.'),
    ' ',
    error.message,
  );
