import { describe, expect, it } from 'vitest';
import { extractFeatures, htmlToText, normaliseSubject, parseMail, previewOf, readFull } from './index.ts';

const delivered = Date.UTC(2026, 2, 3, 10, 0, 0);

function bytes(text: string, encoding: BufferEncoding = 'utf8'): Uint8Array {
  return Buffer.from(text.replaceAll('\n', '\r\n'), encoding);
}

async function parse(text: string, truncated = false) {
  const source = bytes(text);
  return parseMail(source, { internalDate: delivered, size: source.length, truncated });
}

const invoice = `Message-ID: <abc@shop.example>
In-Reply-To: <order@shop.example>
References: <root@shop.example> <order@shop.example>
From: =?utf-8?q?Boutique_=C3=89lan?= <Facture@Shop.Example>
To: "Martin, Anne" <anne@example.org>, paul@example.org
Subject: =?utf-8?B?UmU6IFZvdHJlIGZhY3R1cmUgbsKwIDQy?=
Date: Tue, 3 Mar 2026 10:11:12 +0100
List-Id: Clients <clients.shop.example>
List-Unsubscribe: <https://shop.example/u>
Precedence: bulk
Auto-Submitted: auto-generated
X-Mailer: Shop Mailer 4.2.1 (build 7)
X-Order: 42
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=b

--b
Content-Type: text/html; charset=utf-8

<html><head><style>p{}</style></head><body><p>Bonjour,</p><p>Vous trouverez votre facture dans les pièces jointes.</p></body></html>
--b
Content-Type: application/pdf; name="facture 42.pdf"
Content-Disposition: attachment; filename="facture 42.pdf"
Content-Transfer-Encoding: base64

JVBERi0xLjQK
--b--
`;

describe('a well-formed mail', () => {
  it('gives the features that deciding reads', async () => {
    const features = extractFeatures(await parse(invoice));
    expect(features).toMatchObject({
      messageId: 'abc@shop.example',
      references: ['root@shop.example', 'order@shop.example'],
      from: { name: 'Boutique Élan', address: 'facture@shop.example' },
      to: [
        { name: 'Martin, Anne', address: 'anne@example.org' },
        { name: '', address: 'paul@example.org' },
      ],
      subject: 'Re: Votre facture n° 42',
      subjectNormal: 'Votre facture n° 42',
      listId: 'clients.shop.example',
      date: Date.UTC(2026, 2, 3, 9, 11, 12),
      language: 'fr',
      machine: { unsubscribe: true, bulk: true, autoSubmitted: true, mailer: 'shop mailer' },
      attachments: [{ filename: 'facture 42.pdf', mimeType: 'application/pdf' }],
      body: 'Bonjour,\n\nVous trouverez votre facture dans les pièces jointes.',
    });
    expect(features.headers['x-order']).toBe('42');
    expect(features.headers).not.toHaveProperty('subject');
  });

  it('is read whole for the reading pane', async () => {
    const full = await readFull(bytes(invoice), { internalDate: delivered });
    expect(full.html).toContain('<p>Bonjour,</p>');
    expect(full.attachments).toHaveLength(1);
    expect(Buffer.from(full.attachments[0]!.bytes).toString()).toBe('%PDF-1.4\n');
    expect(full.mail.headers.find((header) => header.name === 'X-Order')?.value).toBe('42');
  });
});

describe('identity', () => {
  it('is the same for a copy with other transport headers, and for one that was cut', async () => {
    const original = await parse(invoice);
    const copy = await parse(`Received: from elsewhere\n${invoice}`);
    const cut = await parse(invoice.slice(0, 800), true);
    expect(copy.identity).toBe(original.identity);
    expect(cut.identity).toBe(original.identity);
  });

  it('differs between two mails that share a Message-ID', async () => {
    const other = await parse(invoice.replace('10:11:12', '10:11:13'));
    expect(other.identity).not.toBe((await parse(invoice)).identity);
  });

  it('tells mails without Message-ID apart', async () => {
    const [a, b] = await Promise.all([
      parse('From: a@example.org\nSubject: one\n\nx'),
      parse('From: a@example.org\nSubject: two\n\nx'),
    ]);
    expect(a.messageId).toBeNull();
    expect(a.identity).not.toBe(b.identity);
  });
});

describe('what real mail does', () => {
  it.each(['Fri, 01 Jan 0001 00:00:00 +0000', 'Thu, 01 Jan 2099 00:00:00 +0000', 'yesterday', ''])(
    'an absurd date (%s) becomes the date of delivery',
    async (date) => {
      expect((await parse(`From: a@example.org\nDate: ${date}\n\nx`)).date).toBe(delivered);
    },
  );

  it('reads Latin-1 bytes in a header field', async () => {
    const source = bytes('From: Andr\xe9 <a@example.org>\nSubject: Caf\xe9 \xe0 midi\n\nx', 'latin1');
    const mail = await parseMail(source, { internalDate: delivered, size: source.length, truncated: false });
    expect(mail.subject).toBe('Café à midi');
    expect(mail.from.name).toBe('André');
  });

  it('takes the HTML when the plain part only points to it', async () => {
    const mail = await parse(
      'From: a@example.org\nContent-Type: multipart/alternative; boundary=b\n\n--b\n\nView in browser\n--b\nContent-Type: text/html\n\n' +
        `<p>${'The parcel will arrive on Monday. '.repeat(10)}</p>\n--b--\n`,
    );
    expect(mail.text).toContain('The parcel will arrive on Monday.');
  });

  it('shows an image of the text inline, not as an attachment', async () => {
    const source = bytes(
      'From: a@example.org\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n<img src="cid:logo@x">\n' +
        '--b\nContent-Type: image/png\nContent-ID: <logo@x>\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n',
    );
    const full = await readFull(source, { internalDate: delivered });
    expect(full.attachments).toEqual([]);
    expect(full.inlineImages).toEqual({ 'logo@x': 'data:image/png;base64,iVBORw0KGgo=' });
  });

  it('says that a cut mail very likely has attachments', async () => {
    const mail = await parse(invoice.slice(0, invoice.indexOf('Content-Type: application/pdf') - 5), true);
    expect(mail.hasAttachments).toBe(true);
  });

  it('keeps what can be had of a mail nested too deeply', async () => {
    let part = 'Content-Type: text/plain\n\ndeep\n';
    for (let depth = 0; depth < 300; depth += 1) {
      part = `Content-Type: multipart/mixed; boundary=b${depth}\n\n--b${depth}\n${part}\n--b${depth}--\n`;
    }
    const mail = await parse(`From: a@example.org\nSubject: nested\n${part}`);
    expect(mail.unreadable).toMatch(/nesting/i);
    expect(mail.subject).toBe('nested');
    expect(mail.text).toContain('deep');
  });

  it('calls an empty mail unreadable', async () => {
    expect((await parse('')).unreadable).toBe('empty');
  });
});

describe('text', () => {
  it('leaves scripts, styles and invisible characters out and decodes entities', () => {
    const html =
      '<title>no</title><style>no</style><div>A&nbsp;&amp;\u200b&zwnj; B</div><script>no</script><p>C<br>D</p>';
    expect(htmlToText(html)).toBe('A & B\n\nC\nD');
  });

  it.each([
    ['RE: Fwd: [casier-dev] Réf : TR: the  plan', 'the plan'],
    ['Re[2]: AW: Hallo', 'Hallo'],
    ['RE : TR : Réunion', 'Réunion'],
    ['Rép\u00a0: Ré\u202f: réf: Tr: Facture', 'Facture'],
    ['Répondre : au plus tôt', 'Répondre : au plus tôt'],
    ['Trésorerie : bilan', 'Trésorerie : bilan'],
    ['Re: ', 'Re:'],
    ['Reunion', 'Reunion'],
  ])('the normal subject of %j is %j', (subject, normal) => {
    expect(normaliseSubject(subject)).toBe(normal);
  });

  it('previews own words, not quotes and links', () => {
    expect(previewOf('> quoted\n-----\nHello there https://example.org/x\nsee you')).toBe(
      'Hello there see you',
    );
  });
});

describe('a mail of parts without number', () => {
  const many = (part: string) =>
    `Subject: many\nContent-Type: multipart/mixed; boundary="a b"\n${`\n--a b\n${part}`.repeat(50_000)}\n--a b--\n`;

  it.each([
    ['mails', 'Content-Type: message/rfc822\n\nSubject: x\n\ny\n'],
    ['attachments', 'Content-Disposition: attachment; filename=a.txt\n\nx\n'],
  ])('is read up to some thousand (%s)', async (_, part) => {
    const before = process.cpuUsage().user;
    const { mail } = await readFull(bytes(many(part)), { internalDate: delivered });
    expect(mail.subject).toBe('many');
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5);
    const { attachments } = await readFull(bytes(many('Content-Type: image/png\n\nx\n')), {
      internalDate: delivered,
    });
    expect(attachments.length).toBe(2000);
  });

  it('is not one whose text has many dashes', async () => {
    const text = `Content-Type: multipart/mixed; boundary=b\n\n--b\n\n${'-- a comment\n'.repeat(5000)}the end\n--b\nContent-Type: image/png\n\nx\n--b--\n`;
    const full = await readFull(bytes(text), { internalDate: delivered });
    expect(full.text).toContain('the end');
    expect(full.attachments).toHaveLength(1);
  });
});

describe('a text that is cut', () => {
  it('does not end in half a character', async () => {
    const mail = await parse(
      `Subject: ${'a'.repeat(999)}\ud83d\ude00\nFrom: ${'b'.repeat(199)}\ud83d\ude00 <a@b.example>\n\n${'c'.repeat(179)}\ud83d\ude00 d`,
    );
    expect([mail.subject, mail.from.name, previewOf(mail.text)].every((text) => text.isWellFormed())).toBe(
      true,
    );
    expect(mail.subject).toBe('a'.repeat(999));
  });
});

describe('base64 in pieces, each with an end of its own', () => {
  it('is read whole', async () => {
    const pieces = ['Bonjour, à', 'voici la suite'].map((piece) => Buffer.from(piece).toString('base64'));
    const mail = await parse(
      `Subject: a\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n${pieces.join('\n')}\n`,
    );
    expect(mail.text).toBe('Bonjour, àvoici la suite');
  });
});

describe('a mail that nests without end', () => {
  const seconds = async (work: () => unknown) => {
    const before = process.cpuUsage().user;
    await work();
    return (process.cpuUsage().user - before) / 1e6;
  };

  it('of HTML elements is read up to some thousand', async () => {
    expect(htmlToText(`${'<table><tr><td>'.repeat(1000)}words`)).toContain('words');
    expect(await seconds(() => htmlToText('<table><tr><td>a'.repeat(100_000)))).toBeLessThan(10);
  });

  it('of mails within mails is read some levels deep, the rest an attachment', async () => {
    const nested = (levels: number) =>
      `Subject: outer\n${'Content-Type: message/rfc822\n\n'.repeat(levels)}${'X-A: 1\n'.repeat(20_000)}\ninner\n`;
    const { mail, attachments } = await readFull(bytes(nested(40)), { internalDate: delivered });
    expect(mail.subject).toBe('outer');
    expect(attachments).toHaveLength(1);
    expect(await seconds(() => readFull(bytes(nested(2)), { internalDate: delivered }))).toBeLessThan(10);
  });
});

describe('a mail of very many lines', () => {
  const header = 'Subject: a\nContent-Type: text/plain; format=flowed\n\n';

  it('is read in a bounded time when they are short', async () => {
    const before = process.cpuUsage().user;
    const { text } = await readFull(bytes(header + 'a\n'.repeat(2_000_000)), { internalDate: delivered });
    expect(text.length).toBeGreaterThan(40_000);
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(5);
  });

  it('is read whole when they are not', async () => {
    const { text } = await readFull(
      bytes(`${header}${'a line of some forty characters, written\n'.repeat(60_000)}end`),
      {
        internalDate: delivered,
      },
    );
    expect(text.trimEnd().endsWith('end')).toBe(true);
  });
});

describe('what makes patterns slow', () => {
  const spaces = ' \t'.repeat(150_000);
  it.each([
    ['white space in a field', `Subject: a${spaces}b\n\ntext\n`],
    ['white space in a folded field', `Subject: a${'\n   '.repeat(100_000)}b\n\ntext\n`],
    [
      'parameters before white space',
      `Subject: a\nContent-Type: text/plain${'; a=b'.repeat(20_000)}${spaces}\n\ntext\n`,
    ],
    ['carriage returns in a field', `Subject: a${'\r'.repeat(300_000)}b\n\ntext\n`],
    ['carriage returns in the text', `Subject: a\n\ntext${'\r'.repeat(300_000)}b\n`],
    [
      'carriage returns in quoted-printable',
      `Subject: a\nContent-Transfer-Encoding: quoted-printable\n\ntext=${'\r'.repeat(300_000)}b\n`,
    ],
  ])('%s takes no longer', async (_, mail) => {
    const before = process.cpuUsage().user;
    const { subject, text } = (await readFull(Buffer.from(mail), { internalDate: delivered })).mail;
    expect(subject).toMatch(/^a/);
    expect(text).toContain('text');
    expect((process.cpuUsage().user - before) / 1e6).toBeLessThan(1.5);
  });
});
