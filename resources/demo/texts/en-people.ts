import type { Stream } from '../types.ts';

const news = { lang: 'en', voice: 'news' } as const;

/** Friends abroad. */
export const friendsEn: readonly Stream[] = [
  {
    lang: 'en',
    voice: 'person',
    people: [
      'Tom Ashdown <tom.ashdown@post.example>',
      'Grace Okafor <grace.okafor@post.example>',
      'Ellen Voss <ellen.voss@mailroom.example>',
    ],
    words: {
      hi: ['Dear Camille,', 'Hey you,', 'Hi {to}!', 'Hello {to},'],
      bye: ['Love,', 'Big hug,', 'Lots of love to the four of you,', 'Speak soon,', 'xx'],
    },
    topics: [
      `[Coming to {city} in {nextmonth}?|Long overdue letter|Visiting you in {nextmonth}]
>>> a
[It has been {n:3~14} months and I am ashamed of myself|I owe you a proper letter]. [We moved into the house on {street} at last; there is no kitchen but there is a view.|The new job is fine, {n1:20~70} minutes by bike, mostly along the canal.]

[Would you and the children like to come over around {date:30~60}?|I have a meeting near you on {day:14~30} and could stay the weekend.] We'll put you in the room with the piano.
>>> me
What a lovely surprise to hear from you! [We would love that.|Yes, please do.] The children still talk about [the boat|your terrible pancakes]. Let me check the trains and get back to you by {weekday}.
>>> a
Brilliant. Bring [walking shoes|cheese|that game with the sheep] and nothing else. I'll meet you at the station at {time:11~20}.`,
      `That [book|recipe|podcast] you asked about
It's called "[The Slow Hours|Salt and Slate|A Field Guide to Getting Lost at Home|Small Weather]", about {n:180~420} pages, and I paid {amount:7~24} for it at the shop on {street}. [I cried on page {n1:20~170}.|Skip chapter {n1:2~9}.]

[I'll post you my copy on {weekday}.|Tell me when you've finished it so we can argue.]`,
      `Pictures from {city}
Here are two from {city}, the other {n:30~190} are worse. [The tiny figure on the left is Tom, losing his hat.|That's the bridge I told you about, all {n1:80~400} steps of it.] [We got back {moment}.|Home now, knees complaining.]
@png DSC_{ref:####}
@png DSC_{ref2:####}`,
    ],
  },
];

/** Newsletters in English. */
export const lettersEn: readonly Stream[] = [
  {
    ...news,
    from: 'Slow Design Weekly <hello@slow-design.example>',
    words: {
      headline: [
        'The case for fewer screens in museums',
        'A bench that teaches you the weather',
        'Wayfinding without words',
        'What {n%:30~90} hospitals taught us about colour',
        'Interview: {firstname} on repairing signs',
        'How to write for tired readers',
        'The return of enamel',
        'Four tests before you ship a map',
        'Designing for {n%:60~95}-year-olds',
        'Is your contrast real?',
      ],
      blurb: [
        'It took {n%:2~9} drafts and one very patient caretaker. The result is quieter than anything we have seen this year.',
        'A short read with {n%:3~9} pictures and a checklist you can steal.',
        '{firstname} from {city} tried it for {n%:3~20} weeks and kept notes. Worth your time.',
        'The recording is out on {date%}; supporters of the letter have it already.',
      ],
    },
    topics: [
      `#{n:110~390}: {headline1}
# Slow Design Weekly
[Happy {weekday:0~0}!|Good morning.] [Some things worth your time this week|A short one today], [best read with a cup of tea|from a rainy {city}].

*3~5 ## {headline%} ⏎ {blurb%} ⏎ => Read on

That's all. [Hit reply, I read everything.|If you liked this, send it to one person.]`,
    ],
  },
  {
    ...news,
    from: 'The Commons Digest <digest@commons-digest.example>',
    look: 'html',
    weight: 0.8,
    words: {
      headline: [
        'Public libraries lend {n%:20~90} % more tools',
        'A town that mapped its own trees',
        'Open drawings for a better bike rack',
        'The co-op that bought the cinema',
        'Why {city} publishes its noise',
        'Repair cafés, {n%:8~15} years on',
        'Seed libraries in schools',
        'Free software at city hall',
      ],
      blurb: [
        'Volunteers logged {n%:200~900} hours. The council noticed.',
        'The numbers are in the open, and so are the mistakes. Our reporter {firstname} spent a day there.',
        'It costs {amount%:20~90} a year and pays for itself by {month}.',
        'Next session on {day%}, {time%:17~20}.',
      ],
    },
    topics: [
      `[This fortnight|Digest {n:30~120}]: {headline1}
# The Commons Digest
*3~4 ## {headline%} ⏎ {blurb%} ⏎ => Full story`,
    ],
  },
];

/** Offers, social noise and the like in English. */
export const promotionsEn: readonly Stream[] = [
  {
    ...news,
    from: 'Fern & Oak Offers <offers@fern-and-oak.example>',
    topics: [
      `[Ends tonight|Last chance|Just for you]: {n:10~50}% off [everything linen|winter layers|all things desk]
# {n}% off until {day:1~3}
Use code {code:FERN##} at checkout. [Stock is limited to {n1:40~300} pieces.|Free delivery over {amount9:40~90}.]

*2~4 ## {product%} ⏎ now {amount%:8~90} ⏎ => Shop now`,
    ],
  },
  {
    ...news,
    from: 'Pinwall <updates@pinwall.example>',
    topics: [
      `{firstname} and {n:2~40} others saved your board "[Signs|Stations|Kitchen|Tiles of {city}]"
Your boards reached {n1:100~900} people since {past}.

*2~3 - {firstname%} saved {n%:2~19} of your images

=> See what's new`,
      `{n:8~30} new ideas for "[Museum signs|Small gardens|Enamel numbers]"
Picked for you on {today}, from {n1:200~900} boards. [The top one has been saved {n2:1000~9000} times.|Number {n2:3~8} will surprise you.]
=> Open your feed`,
    ],
  },
  {
    lang: 'en',
    voice: 'machine',
    from: 'Webinar Desk <events@growth-webinars.example>',
    topics: [
      `You're invited: [scale your studio in {n:30~90} days|the future of signage|AI for creative teams]
Hi Camille,

Join {firstname} on {day} at {time:9~18} for a free {n1:30~60}-minute session. [Seats are limited to {n2:50~500}.|{n2:900~4000} people already signed up.]
=> Save my seat`,
    ],
  },
];

/** Unwanted mail in English. */
export const spamEn: readonly Stream[] = [
  {
    lang: 'en',
    voice: 'machine',
    look: 'html',
    from: 'Account Team <verify@secure-mailbox-check.invalid>',
    topics: [
      `Your mailbox is {n:90~99}% full - action required [{ref:######}]
Dear user camille,

Your mailbox will be [suspended|deactivated] in {n1:12~48} hours. Verify your password to keep {n2:20~900} pending messages.
=> KEEP MY MAILBOX`,
    ],
  },
  {
    lang: 'en',
    voice: 'machine',
    look: 'html',
    from: 'Crypto Desk <profit@moon-yield.invalid>',
    topics: [
      `Turn {amount:200~300} into {amount2:9000~48000} by {weekday}
# Early access closes in {n:2~20} hours
Our algorithm made {n1:200~900}% last month. {firstname} from {city} already [quit the day job|bought a boat]. Only {n2:3~40} places left.
=> Start now`,
    ],
  },
  {
    lang: 'en',
    voice: 'person',
    look: 'text',
    from: 'SEO Expert <rank@first-page-now.invalid>',
    words: {
      hi: ['Hello sir/madam,', 'Greetings of the day,'],
      bye: ['Regards,'],
      who: ['Business development'],
    },
    topics: [
      `[Quick question about your website|Re: first page ranking|Your site has {n:12~60} errors]
I was surfing your website and found {n:12~60} errors which stop you from reaching page 1. We can fix them in {n1:7~30} days from {amount:90~400} per month.

[Can I send you a quote?|Kindly share your phone number.] Audit id {ref:SEO####}.`,
    ],
  },
];
