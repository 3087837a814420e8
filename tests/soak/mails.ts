/** People and machines that write in a soak: each has a folder of its own, so where their mail belongs can be learned. */
export const senders = [
  { folder: 'Bills', address: 'billing@energy.example', name: 'Energy', subject: 'Your bill' },
  { folder: 'Parcels', address: 'parcels@post.example', name: 'Post', subject: 'A parcel is on its way' },
  { folder: 'Code', address: 'builds@forge.example', name: 'Forge', subject: 'Build finished' },
  { folder: 'Family', address: 'marie@home.example', name: 'Marie', subject: 'Sunday' },
  { folder: 'Travel', address: 'tickets@rail.example', name: 'Rail', subject: 'Your ticket' },
  { folder: 'Letters', address: 'news@garden.example', name: 'The garden letter', subject: 'This week' },
] as const;

export type Sender = (typeof senders)[number];

const words =
  'garden ticket window river station letter bread paper morning light number order street winter invoice engine music table'.split(
    ' ',
  );

/** A mail of a sender, told apart by its number; its text is drawn with `random`. */
export function compose(sender: Sender, id: string, at: number, random: () => number): string {
  const text = Array.from(
    { length: 40 + Math.floor(random() * 200) },
    () => words[Math.floor(random() * words.length)] ?? '',
  );
  return [
    `Message-ID: <${id}>`,
    `From: ${sender.name} <${sender.address}>`,
    'To: me@example.org',
    `Subject: ${sender.subject} ${id.split('@')[0] ?? ''}`,
    `Date: ${new Date(at).toUTCString().replace('GMT', '+0000')}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    text.join(' ').replace(/(.{60,70}) /g, '$1\r\n'),
    '',
  ].join('\r\n');
}
