// Where to point a client: each vendor's address and credential in this sandbox, to be copied.
import { h, copyButton } from './dom.js';
import { read, vendors, sandbox, inSandbox } from './api.js';

/** What a client needs of each vendor: its row, the address in this sandbox, the credential, a call that works. */
async function ways() {
  const [all, box] = await Promise.all([vendors(), read(inSandbox(''))]);
  return Promise.all(
    all.map(async vendor => {
      const { headers } = box.credentials[vendor.slug];
      // The credential leads to its sandbox, so the vendor's own address does.
      const address = vendor.url;
      const update = vendor.operations.find(o => o.id === vendor.updateOperation);
      const [user] = await read(inSandbox(`/users/${vendor.slug}?limit=1&view=keyed`));
      const path = update.path.replace(/\{[^}]*\}/, encodeURIComponent(user?.key ?? '1'));
      const sent = Object.entries(headers).map(([name, value]) => `-H '${name}: ${value}'`);
      const curl = ['curl -i', ...sent, `'${address}${path}'`].join(' ');
      return { vendor, address, headers, curl };
    }),
  );
}

/** A card with all of it; open: it shows at once. */
export async function connect(open) {
  const all = await ways();
  return h(
    'details',
    { class: 'card connect', id: 'connect', open },
    h('summary', {}, 'Point your client here'),
    h(
      'p',
      { class: 'muted' },
      'What it sends with these credentials is in sandbox ',
      h('strong', {}, sandbox()),
      ' and shows here at once.',
    ),
    all.map(({ vendor, address, headers, curl }) =>
      h(
        'section',
        { class: 'way' },
        h(
          'div',
          { class: 'row' },
          h('h3', { class: 'grow' }, vendor.title),
          copyButton('Copy curl', `curl for ${vendor.title}`, () => curl),
        ),
        h(
          'dl',
          { class: 'headers sent' },
          line('Address', address),
          Object.entries(headers).map(([name, value]) => line(name, value)),
        ),
      ),
    ),
  );
}

const line = (name, value) =>
  h(
    'div',
    {},
    h('dt', {}, name),
    h(
      'dd',
      {},
      value,
      ' ',
      copyButton('Copy', name, () => value, 'quiet'),
    ),
  );
