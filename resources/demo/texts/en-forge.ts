import type { Stream } from '../types.ts';

const hackers = [
  'Priya Natarajan <priya-n@commonforge.example>',
  'Owen Blake <oblake@commonforge.example>',
  'Marta Sorel <msorel@commonforge.example>',
  'Jonas Weil <jweil@commonforge.example>',
  'Farid K. <faridk@commonforge.example>',
  'dependency-robot <robot@commonforge.example>',
];

/** A code forge's notifications: issues, reviews and builds of a signage tool and a font tool. */
export const forge: readonly Stream[] = [
  {
    lang: 'en',
    voice: 'forge',
    look: 'note',
    from: 'Commonforge <notifications@commonforge.example>',
    people: hackers,
    list: {
      id: 'signmaker.lumen.commonforge.example',
      address: 'signmaker@commonforge.example',
      tag: 'lumen/signmaker',
    },
    topics: [
      `lumen/signmaker: [~i|Export crashes on files over {n:20~90} MB|Arrow icons are flipped in right-to-left layouts|Kerning lost when a panel is duplicated|Dark preview ignores the contrast setting] (Issue #{num:1##})
>>> a
### Steps
1. [Open a project with {n1:12~80} panels|Create a panel with two languages]
2. [Duplicate the last one|Switch the preview to dark]
3. [~i|Export to PDF|Change the direction|Look at the pair "AV"|Read the contrast panel]

**Expected:** [it just works|same result as in version {n2:1~3}.{n3:0~9}]
**Actual:** [~i|the window closes without a word|arrows point the other way|pairs fall back to default spacing|the ratio stays at {n4:2~6}.{n5:1~9}]

Version {ref:1.##.#}, Linux.
>>> b
I can reproduce this on main ({sha}). [It started with the new cache layer.|Looks like a rounding error in the layout pass.] I'll have a look [tonight|tomorrow|when I'm back at my desk].
>>> me
Same here on a client project with {n6:20~60} panels, so this is fairly urgent for us. Happy to test a branch.
>>> c
Closed via #{num2:2##}. Thanks for the clear report, @camille-v.`,
      `lumen/signmaker: [~p|Speed up the PDF writer|Add braille layer|Drop the old settings file|Translate the export dialog] (PR #{num:2##})
>>> a
This [~p|streams pages instead of keeping them all in memory: {n:120~900} MB becomes {n1:20~90} MB on our largest file|adds a layer for braille text, with checks on dot spacing ({n:2~4}.{n1:1~9} mm)|removes the format we replaced in {month}; old files are converted when opened|adds French and Dutch, {n:40~120} strings].

[Closes #{num3:1##}.|Refs #{num3:1##}, more to come.] {n2:3~24} files changed, +{n3:40~600} −{n4:10~400}.
>>> b
**@oblake** commented on \`src/[writer|layers|settings|dialog].ts\`, line {n5:12~320}:

[Could this be a constant? The same number appears {n6:2~4} times.|I'd rather fail loudly here than return an empty list.|Nice. Maybe a test for the empty project too?]
>>> a
Good point, done in {sha}.
>>> b
Approved these changes. [Ship it.|One nit, feel free to ignore it.]
>>> c
Merged #{num} into main. [Will be part of {n7:1~2}.{n8:10~40}.|Nightly build {n9:3000~9000} has it.]`,
      `lumen/signmaker: build #{num:4###} [failed|is broken] on main
The build for commit {sha} failed after {n:2~14} min {n1:1~59} s.

- lint: passed
- unit: [{n2:1~9} of {n3:300~640} tests failed|timed out]
- package: skipped

First failure: \`[layout/pairs|export/pdf|settings/load] › [keeps the spacing|writes {n4:3~20} pages|reads a file from version {n5:1~2}]\`. Job {ref:########}.`,
    ],
  },
  {
    lang: 'en',
    voice: 'forge',
    look: 'text',
    from: 'Commonforge <notifications@commonforge.example>',
    people: hackers,
    list: {
      id: 'glyphkit.typefolk.commonforge.example',
      address: 'glyphkit@commonforge.example',
      tag: 'typefolk/glyphkit',
    },
    topics: [
      `typefolk/glyphkit: Bump [~d|outline-tools|parse-tables|svg-path|unicode-data] from {n:1~4}.{n1:0~20}.{n2:0~9} to {n:1~4}.{n1:0~20}.{n3:10~19} (PR #{num:9##})
Bumps [~d|outline-tools|parse-tables|svg-path|unicode-data] to {n}.{n1}.{n3}.

Release notes:
- [Fixes a crash on empty contours|Reads {n4:2~9} more table versions|Faster by {n5:8~45} %]
- [Documentation|Types] improved

Compatibility score: {n6:78~99} %. Merge request {num}, checks: {n7:9~16} passed.`,
      `typefolk/glyphkit: [Variable axis ignored in preview|Wrong bounding box for glyph {ref:uni0###}|Feature request: export hints] (Issue #{num:8##})
>>> a
[Not sure whether this is a bug or me|Since {n:2~4}.{n1:1~14}], but [the preview shows the default master whatever I do|the box is {n2:4~60} units too wide|I would love to export hints for small sizes]. Font file of {n3:40~900} kB attached in the web interface.
>>> b
Thanks! Which platform? [Also, does \`glyphkit check --strict\` say anything?|I think #{num2:7##} is the same.]
>>> a
Linux, and it prints [nothing|{n4:2~31} warnings about overlapping contours].
>>> b
Found it: an off-by-one in the axis table. Fixed on main in {sha}, release {weekday}.`,
      `typefolk/glyphkit: Release {n:2~4}.{n1:0~30}.{n2:0~9}
A new release is out: glyphkit {n}.{n1}.{n2}.

- {n3:3~14} fixes, thanks to {firstname}, {firstname2} and {firstname3}
- [new command \`glyphkit diff\`|import from {n4:2~5} more formats]
- [minimum Python is now 3.{n5:11~13}|no breaking change]

Checksums in the web interface, tag {sha}.`,
    ],
  },
];

/** A mailing list on type, in English. */
export const typeList: readonly Stream[] = [
  {
    lang: 'en',
    voice: 'list',
    people: [
      'Hannah Voss <hannah.voss@letterforms.example>',
      'Luca Ferri <luca.ferri@letterforms.example>',
      'Ivo Dragan <ivo@dragan.example>',
      'Grace Okafor <grace.okafor@post.example>',
      'Sam Tully <sam.tully@post.example>',
    ],
    list: {
      id: 'type-talk.lists.letterforms.example',
      address: 'type-talk@lists.letterforms.example',
      tag: 'type-talk',
    },
    words: {
      hi: ['Hello all,', 'Hi everyone,', 'Dear list,'],
      bye: ['Best,', 'Cheers,', 'With kind regards,', 'All the best from {city},'],
    },
    topics: [
      `[~l|Minimum stroke for cast bronze letters?|Reading distance tables|Who drew the lettering at {city} station?|A revival of a {n9:18~19}30s grotesque]
>>> a
[~l|We are casting letters {n:20~60} mm high and the foundry insists on a {n1:3~8} mm stroke. Is that not far too heavy?|Does anyone have a source for the rule of {n:2~4} cm of cap height per {n1:8~12} m? I keep finding copies of copies.|I passed through {city} {moment} and took {n:6~40} pictures of the platform lettering. Cast around 19{n1:10~38}, I would say.|I found {n:12~48} sheets in a printer's attic and I am digitising them. {n1:70~190} glyphs so far.]

[Any experience welcome.|Pictures on request.]
>>> b
[~l|We went down to {n2:2~3}.{n3:1~9} mm in aluminium, but bronze is less forgiving. Ask for a sample of the S.|The oldest I know is a transport report from 19{n2:60~79}; the figure there is for capitals only, in daylight.|There is a drawing in the town archive, box {n2:4~90}, unsigned. My bet is on a local sign painter.|Lovely. Do check the licence: a digital version came out about {n2:9~25} years ago.]

[Happy to share the reference off-list.|My notes are on paper, give me until {weekday}.]
>>> c
I would add that [contrast matters more than size below {n4:20~60} lux|photographs mislead: measure it]. See also our thread of {month}.
>>> a
Thank you both, this is exactly why I stay on this list.`,
      `Meeting in {city}, {day:20~60}: [call for short talks|programme]
>>> a
We meet on {day} from {time:9~11} at the [printing museum|art school]. [We have room for {n:3~6} short talks of {n1:8~15} minutes.|Entry is {amount:8~30}, coffee included.]

Write to me before {date:9~18} with a title and two lines.
>>> b
Count me in. I can say something about [wayfinding in hospitals|the ink traps of old directories|my failed stencil], about {n2:8~14} minutes.`,
    ],
  },
];
