// What the keyboard does on every list: arrows walk it, one Tab stop for all of it, Escape closes what is opened.

/** Calls back on Escape, save where it means something else: in a dialog, or in a field that has a text. */
export function onEscape(close) {
  addEventListener('keydown', event => {
    const at = event.target;
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('dialog[open]')) return;
    if (at.matches?.('textarea, select') || (at.matches?.('input') && at.value)) return;
    close();
  });
}

const steps = {
  ArrowDown: at => at.nextElementSibling,
  ArrowUp: at => at.previousElementSibling,
  Home: at => at.parentElement.firstElementChild,
  End: at => at.parentElement.lastElementChild,
};

const links = list => [...list.querySelectorAll(':scope > li > a')];

/** Makes one row of the list reachable by Tab, the current one or the first, and the others by arrows. */
export function walk(list, moved = () => {}) {
  list.addEventListener('keydown', event => {
    const next = steps[event.key]?.(event.target.closest('li'))?.querySelector(':scope > a');
    if (!next || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    next.focus();
    moved(next);
  });
  list.addEventListener('focusin', event => {
    const at = event.target.closest('a');
    for (const link of links(list)) link.tabIndex = link === at ? 0 : -1;
  });
  new MutationObserver(() => {
    const all = links(list);
    const stop = all.find(a => a === document.activeElement) ?? all.find(a => a.ariaCurrent === 'true') ?? all[0];
    for (const link of all) link.tabIndex = link === stop ? 0 : -1;
  }).observe(list, { childList: true });
}
