/** Mails that the scripts below tell apart. */
export const mails: Readonly<Record<string, string>> = Object.fromEntries(
  [
    ['plain', ['From: Paul <paul@example.org>', 'To: me@example.net', 'Subject: Hello'], 'Hi'],
    [
      'invoice',
      ['From: "EDF, Facturation" <facture@edf.example>', 'To: me@example.net', 'Subject: Votre FACTURE 42'],
      'montant',
    ],
    [
      'from a subdomain',
      ['From: a@news.shop.example', 'To: list@x.example, me@example.net', 'Subject: [list] Offer *1*'],
      'unsubscribe here',
    ],
    [
      'to a list',
      [
        'From: b@c.example',
        'To: dev@lists.example',
        'Cc: Anne <anne@example.org>',
        'List-Id: Devs <dev.lists.example>',
        'Subject: Re: [dev] a?b',
      ],
      'text',
    ],
    [
      'spam',
      ['From: x@y.example', 'To: me@example.net', 'X-Spam-Flag: YES', 'X-Spam-Level: *****', 'Subject: win'],
      'win',
    ],
    ['large', ['From: x@example.org', 'To: me@example.net', 'Subject: big'], 'word '.repeat(30_000)],
    ['without a subject', ['From: no-reply@shop.example', 'To: me@example.net'], 'nothing'],
    ['with an empty field', ['From: x@shop.example', 'To: me@example.net', 'Subject: ', 'X-Loop: a'], 'x'],
  ].map(([name, header, body]) => [
    name,
    `${(header as string[]).join('\r\n')}\r\nMIME-Version: 1.0\r\nContent-Type: text/plain\r\n\r\n${body as string}\r\n`,
  ]),
);

const needs = 'require ["fileinto", "imap4flags", "body", "envelope", "copy", "regex"];\n';

/** Scripts that rules can say in full, by what they are about. */
export const scripts: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    'parts of fields': `
if header :contains ["subject", "from"] ["facture", "offer"] { fileinto "A"; }
elsif header :is "Subject" "hello" { fileinto "B"; }
elsif header :contains ["to", "cc"] "anne@" { fileinto "C"; }`,
    wildcards: String.raw`
if header :matches "subject" "*\\**\\*" { fileinto "Stars"; }
elsif header :matches "subject" "Re: [*] a\\?b" { fileinto "Question"; }
elsif header :matches "subject" "?ello" { fileinto "One"; }
elsif header :matches "x-spam-level" "\\*\\*\\*\\**" { fileinto "Junk"; }`,
    'parts of addresses': `
if address :domain :is "from" "edf.example" { fileinto "Edf"; }
elsif address :domain :matches "from" "*.shop.example" { fileinto "Shop"; }
elsif address :localpart :is "from" ["no-reply", "noreply"] { fileinto "Machine"; }
elsif address :is ["to", "cc"] "dev@lists.example" { fileinto "Dev"; }
elsif address :localpart :contains "from" "au" { fileinto "Au"; }
elsif address :all :matches "from" "x@y.*" { fileinto "Y"; }`,
    'fields that are there': `
if not exists "x-spam-flag" { addflag "clean"; }
if exists ["x-loop", "to"] { addflag "loop"; }
if exists "list-id" { fileinto "Lists"; }`,
    'size and body': `
if size :over 100K { fileinto "Large"; }
if allof (size :under 1M, body :text :contains "UNSUBSCRIBE") { fileinto "News"; }`,
    flags: String.raw`
if header :is "x-spam-flag" "yes" { addflag ["\\Seen", "$junk"]; fileinto "Junk"; stop; }
if header :contains "list-id" "<dev.lists.example>" { setflag "\\Flagged"; }
if header :contains "list-id" "lists.example" { fileinto "Lists"; }
if true { addflag "seen-by-sieve"; }`,
    'branches in branches': `
if anyof (address :contains "from" "example.org", header :contains "subject" "re:") {
  if size :over 100K { stop; }
  elsif not header :contains "subject" "hello" { fileinto "Inner"; }
  else { addflag "hello"; keep; }
} elsif true {
  if header :contains "subject" "facture" { fileinto "Second"; }
}`,
    opposites: `
if not anyof (header :contains "subject" ["hello", "facture", "big"], exists "x-loop") { fileinto "Others"; }
elsif allof (not not header :contains "subject" "hello", not size :over 1K) { fileinto "Hello"; }`,
    'regular expressions': String.raw`
if header :regex "subject" "^(re|fwd): \\[[a-z]+\\]" { fileinto "Answers"; }
elsif header :regex "subject" "[0-9][0-9]$" { fileinto "Numbers"; }`,
    'what was sent': `
if envelope :is "from" "nobody@example.org" { fileinto "Nobody"; }`,
  }).map(([name, script]) => [name, needs + script.trimStart()]),
);

export const thunderbirdFilters = `version="9"
logging="no"
name="Factures"
enabled="yes"
type="17"
action="Move to folder"
actionValue="imap://me%40example.net@imap.example.net/INBOX/Factures"
condition="AND (subject,contains,facture) AND (from,ends with,edf.example)"
name="Junk"
enabled="yes"
type="17"
action="Mark read"
action="Move to folder"
actionValue="imap://me%40example.net@imap.example.net/Junk"
condition="OR (\\"X-Spam-Flag\\",is,YES) OR (subject,is,win)"
name="Lists"
enabled="yes"
type="17"
action="AddTag"
actionValue="list"
condition="OR (to or cc,contains,@lists.example) OR (subject,begins with,[list])"
name="Large"
enabled="yes"
type="17"
action="Mark flagged"
action="Stop execution"
condition="AND (size,is greater than,100) AND (subject,doesn't contain,hello)"
`;
