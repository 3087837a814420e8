import type { FileDanger } from '../../../contract/mail.ts';

/** Endings by what a double click on them does somewhere. After Gmail's and Outlook's lists of blocked attachments. */
const ENDINGS: Readonly<Record<string, FileDanger>> = Object.fromEntries(
  (
    [
      [
        'program',
        'exe com scr pif cpl msi msp mst msix appx appxbundle dll sys ocx drv bin run app apk aab ipa deb rpm snap flatpak appimage dmg pkg mpkg jar jnlp gadget xll wll xla xlam ppa ppam ade adp accde so dylib elf out command workflow action kext',
      ],
      [
        'script',
        'js jse mjs cjs vbs vbe vb ws wsf wsc wsh ps1 ps1xml ps2 psc1 psc2 psd1 psm1 bat cmd sh bash zsh csh ksh fish py pyc pyw pyz pl pm rb php lua tcl hta sct reg inf ins isp msc msh msh1 msh2 mshxml application csproj vbproj scpt applescript ahk au3 a3x jsp asp aspx cgi sql gs diagcab settingcontent-ms',
      ],
      ['macros', 'docm dotm xlsm xltm xlsb pptm potm ppsm sldm xlam mde mdb slk iqy oqy rqy one onepkg'],
      [
        'shortcut',
        'lnk url desktop scf webloc inetloc fileloc library-ms search-ms searchconnector-ms appref-ms website theme themepack rdp',
      ],
      ['disk-image', 'iso img vhd vhdx vmdk wim cab ace arj udf nrg daa toast'],
      ['web-page', 'html htm xhtml xht shtml mht mhtml svg svgz xsl xslt chm hlp swf'],
    ] as const
  ).flatMap(([danger, endings]) => endings.split(' ').map((ending) => [ending, danger] as const)),
);

/** Endings of files that people send each other: before another ending they are there to deceive. */
const COMMON =
  /\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|csv|jpe?g|png|gif|webp|heic|mp3|mp4|mov|avi|zip|eml|ics)\s*$/i;

/** Characters that cannot be seen or that turn the direction of reading (UAX 9). */
const HIDDEN =
  // eslint-disable-next-line no-misleading-character-class -- each is looked for by itself, joiners too
  /\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/;

/* eslint-disable no-control-regex -- the first bytes of files are what is looked for */
const MAGIC: readonly (readonly [RegExp, FileDanger])[] = [
  [/^MZ/, 'program'],
  [/^\x7fELF/, 'program'],
  [/^(?:\xca\xfe\xba\xbe|\xfe\xed\xfa[\xce\xcf]|[\xce\xcf]\xfa\xed\xfe)/, 'program'],
  [/^#!/, 'script'],
  [/^L\x00\x00\x00\x01\x14\x02\x00/, 'shortcut'],
  [/^\s*(?:<!doctype html|<html|<script|<svg)/i, 'web-page'],
];

/** What the first bytes must be for a file of this ending. */
const KINDS: readonly (readonly [endings: RegExp, start: RegExp])[] = [
  // Readers accept rubbish before the mark (ISO 32000, implementation note 13).
  [/\.pdf$/i, /%PDF-/],
  [/\.(?:docx|xlsx|pptx|odt|ods|odp|zip|epub)$/i, /^PK/],
  [/\.(?:doc|xls|ppt|msg)$/i, /^(?:\xd0\xcf\x11\xe0|\{\\rtf|PK|<|From|MIME)/],
  [/\.rtf$/i, /^\s*\{\\rtf/],
  [/\.jpe?g$/i, /^\xff\xd8/],
  [/\.png$/i, /^\x89PNG/],
  [/\.gif$/i, /^GIF8/],
];

/** Where a macro lies in a zipped office file: its name stands in the file's directory. */
const MACRO_PART = 'vbaProject.bin';

export interface FileToJudge {
  readonly filename: string;
  readonly mimeType: string;
  readonly bytes: Uint8Array;
}

/**
 * Why a file is not to be opened from a mail, from its name, its declared kind and its bytes; empty for an ordinary one. Saving
 * is never refused: the person may know better.
 */
export function fileDangers({ filename, mimeType, bytes }: FileToJudge): FileDanger[] {
  const found = new Set<FileDanger>();
  if (HIDDEN.test(filename)) found.add('hidden-characters');
  const name = filename.replace(new RegExp(HIDDEN, 'g'), '').replace(/[.\s]+$/, '');
  const parts = name.split('.');
  const ending = parts.length > 1 ? (parts.at(-1)?.toLowerCase().trim() ?? '') : '';
  const byName = Object.hasOwn(ENDINGS, ending) ? ENDINGS[ending] : undefined;
  if (byName !== undefined) {
    found.add(byName);
    if (COMMON.test(parts.slice(0, -1).join('.'))) found.add('two-endings');
  }
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024)).toString('latin1');
  for (const [magic, danger] of MAGIC) {
    if (!magic.test(start)) continue;
    // A page or a script that says that it is text can do nothing where it is opened as text.
    const asText = (danger === 'web-page' || danger === 'script') && /^(?:txt|md|csv|log|eml)$/.test(ending);
    if (asText) continue;
    if (byName === undefined) found.add('other-kind');
    found.add(danger);
  }
  if (bytes.length > 0)
    for (const [endings, kind] of KINDS) if (endings.test(name) && !kind.test(start)) found.add('other-kind');
  if (
    /^application\/(?:x-(?:msdownload|msdos-program|executable|sh)|vnd\.microsoft\.portable-executable)/i.test(
      mimeType,
    )
  ) {
    found.add('program');
    if (byName === undefined) found.add('other-kind');
  }
  if (
    start.startsWith('PK') &&
    Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(MACRO_PART)
  )
    found.add('macros');
  return [...found];
}
