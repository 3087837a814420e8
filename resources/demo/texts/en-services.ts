import type { Stream } from '../types.ts';

const machine = { lang: 'en', voice: 'machine' } as const;

/** Receipts of services paid in English. */
export const receipts: readonly Stream[] = [
  {
    ...machine,
    from: 'Skyline Hosting <billing@skyline-hosting.example>',
    topics: [
      `Your receipt from Skyline Hosting {ref:#####-####}
{civil}

Thanks for your payment. Here is a summary for your records.

*1~3 | {service%} | {amount%:4~60} |
| Total paid | {total} |
| Paid with | {card} |

[Your next billing date is {date:26~31}.|This covers the period up to {date:26~31}.]
=> View invoice
@pdf receipt-{ref}`,
      `Payment failed for invoice {ref:INV-#####}
{civil}

We could not charge your {card} for invoice {ref} ({amount:8~90}). [We will try again on {day:2~5}.|Your services stay online until {date:6~14}.]

Most of the time this is an expired card or a limit set by the bank.
=> Update payment method`,
      `Invoice {ref:INV-#####} for {month}
{civil}

Invoice {ref} is attached. It will be charged automatically on {date:3~9}.

*1~3 | {service%} | {amount%:4~60} |
| Amount due | {total} |
@pdf {ref}`,
    ],
  },
  {
    ...machine,
    from: 'Glyphworks <receipts@glyphworks.example>',
    weight: 0.7,
    topics: [
      `Receipt for order {ref:GW-######}
Hi Camille,

Thank you for your order! Your [font files|licence files] are ready to download.

| [Marlow Text, 4 styles|Tidewater Sans, family|Ostrich Mono|Harbour Display, variable] | {amount1:29~180} |
| Licence | [Desktop, 1 user|Web, 50,000 views|Studio, 5 users] |
| Total | {amount1} |

Your licence number is {lic:@@@@-####-@@##}. The download link works until {date:20~40}.
@pdf licence-{ref}`,
    ],
  },
  {
    ...machine,
    from: 'Parrot Notes <no-reply@parrot-notes.example>',
    weight: 0.6,
    topics: [
      `Your Parrot Notes subscription renewed on {pastshort}
Hello Camille,

Your [monthly|yearly] plan renewed. We charged {amount:5~49} to your {card}; the receipt number is {ref:PN-######}.

[You used {n:40~240} minutes of transcription last period.|You have {n:3~29} notebooks shared with you.] Need a company name on the receipt? Reply within {n1:7~30} days.`,
      `We're changing our prices in {nextmonth}
Hello Camille,

From {date:20~40}, your plan will cost {amount:6~30} [a month|a month instead of {amount2:4~20}]. [Nothing changes before your next renewal.|You can keep the old price by paying yearly before {day:10~18}.]

Why? [Running speech models costs more than it did in {year:-2}.|We added {n:4~12} languages and twice the storage.] Reference {ref:P-####}.`,
    ],
  },
];

/** Orders from abroad. */
export const ordersEn: readonly Stream[] = [
  {
    ...machine,
    from: 'Fern & Oak <orders@fern-and-oak.example>',
    topics: [
      `Order confirmed: {ref:FO#####}
Hi Camille,

Thanks for your order. We'll write again when it ships, [usually within two days|by {day:2~5}].

*1~4 | {product%} | {amount%:7~95} |
| Shipping to France | {amount9:5~14} |
| Total | {total} |
=> View your order`,
      `Your order {ref:FO#####} has shipped
Hi Camille,

Good news: your parcel left our [Bristol|Leeds] warehouse {moment}. Expect it around {day:3~9}.

Tracking number: {track:GB#########}. [It contains {n:1~4} of {n1:4~5} items; the rest follows.|Please allow a few more days at customs.]
=> Track parcel`,
      `How did we do? Order {ref:FO#####}
Hi Camille,

You received "{product}" on {past}. [Would you tell others what you think?|A short review helps a small shop more than you'd guess.] As a thank-you: {n:5~15}% off with code {code:OAK####}.
=> Write a review`,
    ],
  },
];

/** Sign-in alerts in English. */
export const securityEn: readonly Stream[] = [
  {
    ...machine,
    from: 'Commonforge Security <security@commonforge.example>',
    topics: [
      `[New sign-in|Unusual sign-in] to your account
Hi camille-v,

We noticed a sign-in to your account from {device}.

| When | {today}, {time:6~23} |
| Where | near {city} |
| IP address | 198.51.100.{n:2~250} |

[If this was you, you can ignore this message.|Not you? Reset your password and review your keys.] Event {ref:EV-######}.
=> Review activity`,
      `A personal access token is about to expire
Hi camille-v,

Your token "[deploy|laptop|ci-{n:2~9}|backup script]" expires on {date:5~9}. [Regenerate it to keep your scripts working.|It was last used {moment}.]

Token id: {ref:tok_@@##@@##}.`,
      `Your verification code is {code:######}
Use {code} to finish signing in. It expires in {n:5~15} minutes. Request {ref:RQ########}, sent on {today}.

If you did not ask for a code, somebody may know your password.`,
    ],
  },
];
