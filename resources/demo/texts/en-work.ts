import type { Stream } from '../types.ts';

const halden = [
  'Nora Whitfield <nora.whitfield@halden-gardens.example>',
  'Callum Pryce <callum.pryce@halden-gardens.example>',
];

/** An English client: a botanical garden that wants new signs. */
export const client: readonly Stream[] = [
  {
    lang: 'en',
    voice: 'person',
    to: 'work',
    people: halden,
    words: { sig: ['{full}\n01632 960{n:100~999}'] },
    topics: [
      `[~t|Palm house panels|Wayfinding posts|Visitor map|Accessible trail]: [feedback on round {n:2~5}|next steps]
>>> a
Thanks for sending [~t|the palm house panels|the wayfinding posts|the new visitor map|the accessible trail drawings] over. The trustees looked at them {moment} and we have [a few comments|{n1:3~9} small comments]:

- the [Latin|Welsh] names need to be {n2:2~6} pt larger
- [arrows should point to the lake, not the café|the green is too close to the old brand]
- please leave {n3:30~90} mm clear at the bottom for the mowing strip

[Could you turn this around by {day}?|Happy to talk it through on {weekday} at {time:9~16}.]
>>> me
Thank you, that is very clear. We can [send a revised set by {day2:3~9}|have it with you by {weekday2}]. [One question: does the strip apply to the wall panels too?|The larger names push us to a second line on panels {n4:3~9} and {n5:10~18}, is that all right?]
>>> a
[Wall panels are fine as they are.|Two lines is fine, as long as the species stays on one.] I'll let the contractor know, he's on site until {time2:15~17}.
>>> b
Jumping in: the foundry quoted {amount:2400~18000} for the posts, valid until {date:10~30}. [I'd like to place the order this week.|They need the final depth of the fixings.]`,
      `Purchase order {ref:PO-#####} and invoice schedule
>>> a
Please find {ref} for {amount:3000~24000}. [Half on approval of the artwork, half on installation.|Net {n:30~45} days, as before.] Quote the number on every invoice or accounts will bounce it.

[Our financial year ends soon, so an invoice before {date} would help.|Callum can answer questions about VAT.]
@pdf {ref}
>>> me
Received, thank you. The first invoice will reach you {weekday}. I've added the PO number and a line for the {n1:2~9} extra posts.
>>> a
Perfect. I've told accounts to expect it.`,
      `Site visit on {day:6~16}?
>>> a
Could you come over on {day}? [The beds are bare so it's the best time to mark positions|The path contractor will be there], starting at {time:9~11} at the north gate. We'd need [about {n:3~6} hours|the morning].

[Bring boots.|There's a decent train from London at {time2:7~8}, I can pick you up.]
>>> me
That works. Jonas and I will take the early train and be at the gate by {time3:9~11}. [Is there somewhere dry to lay out A1 drawings?|We'll bring stakes and {n1:20~60} m of tape.]
>>> b
The potting shed has a long table and a kettle. See you then.`,
      `Minutes: Halden call, {past}
Short notes from the call:

- artwork for zones {n:1~3} to {n1:4~7}: approved [with two changes|as is]
- budget left: {amount:900~8000}
- risk: [slate delivery slipped to {date:15~40}|planning consent for the gate sign]
- next call: {day}, {time:9~16}

[Shout if I got anything wrong.|Callum to confirm the photo rights.]`,
      `Invitation: Halden Gardens [weekly call|artwork review|budget check]
Sending an invite for {day} at {time:9~16}, [30|45|60] minutes. [We'll go through zones {n1:1~3} and {n2:4~7}.|Agenda: foundry quote, map print run of {n1:2~9},000, opening day.]
@ics Halden Gardens call @ [Video call|North gate|Potting shed]`,
    ],
  },
];

/** A conference where she speaks. */
export const conference: readonly Stream[] = [
  {
    lang: 'en',
    voice: 'person',
    to: 'work',
    from: 'Ellen Marsh <programme@signs-and-light.example>',
    words: { sig: ['Ellen Marsh\nProgramme committee, Signs & Light {year:1}'] },
    topics: [
      `Signs & Light {year:1}: [your talk|speaker details|travel and hotel]
>>> from
[We are delighted to have you on the programme|Thank you again for agreeing to speak]. Your talk is scheduled for {day:30~90} at {time:9~17}, {n:20~45} minutes plus questions, in [the Glass Hall|Room {n1:2~14}].

[Please send a short biography and a photo by {date:5~20}.|We cover the train and {n2:1~3} nights at the Harbour Hotel; send receipts to me.]
>>> me
Thank you, I'm looking forward to it. [Biography attached to the form, the photo will follow.|I'll arrive the evening before, around {time2:17~21}.] Could you tell me whether the projector takes a portrait layout?
>>> from
It does, with a bit of persuasion. Our technician [Ivo|Mei] will meet you {n3:20~60} minutes before the session.`,
      `Reviewing {n:4~9} abstracts by {date:8~20}
Would you review {n} abstracts for the student session? They are [about {n1:300~600} words each|one page each], and the form has {n2:3~6} questions. [We need scores by {date}.|Conflicts of interest: just skip them.]

Your reviewer key is {ref:SL-@@##}.`,
    ],
  },
];
