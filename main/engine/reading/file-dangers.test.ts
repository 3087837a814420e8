import { expect, test } from 'vitest';
import { fileDangers } from './file-dangers.ts';

const judge = (filename: string, content: string | Buffer = '', mimeType = 'application/octet-stream') =>
  fileDangers({ filename, mimeType, bytes: Buffer.from(content as string, 'latin1') });

test.each([
  ['Rechnung.pdf', '%PDF-1.7'],
  ['photo.JPG', '\xff\xd8\xff\xe0'],
  ['plan.v2.final.docx', 'PK\x03\x04 word/document.xml'],
  ['old.xls', '\xd0\xcf\x11\xe0'],
  ['archive.tar.gz', '\x1f\x8b'],
  ['notes.txt', '#!/bin/sh, he wrote'],
  ['invite.ics', 'BEGIN:VCALENDAR'],
  ['factur-x.xml', '<?xml version="1.0"?>'],
  ['Mr. Smith', 'hello'],
  ['', ''],
])('%s is an ordinary file', (filename, content) => {
  expect(judge(filename, content)).toEqual([]);
});

test.each([
  ['setup.exe', 'MZ', ['program']],
  ['invoice.pdf.exe', 'MZ', ['program', 'two-endings']],
  ['invoice.pdf .scr', 'MZ', ['program', 'two-endings']],
  ['invoice.exe. ', 'MZ', ['program']],
  ['holiday.lnk', 'L\0\0\0\x01\x14\x02\0', ['shortcut']],
  ['bill.iso', '', ['disk-image']],
  ['order.docm', 'PK', ['macros']],
  ['order.docx', 'PK\x03\x04…word/vbaProject.bin…', ['macros']],
  ['run.js', 'alert(1)', ['script']],
  ['sign-in.html', '<!doctype html>', ['web-page']],
  ['logo.svg', '<svg onload="x()">', ['web-page']],
  ['invoice\u202Efdp.exe', 'MZ', ['hidden-characters', 'program']],
  ['e\u200bxe.pdf', '%PDF-1', ['hidden-characters']],
  ['invoice.pdf', 'MZ\x90', ['other-kind', 'program']],
  ['photo.png', '<html><script>', ['other-kind', 'web-page']],
  ['photo.jpg', 'GIF89a', ['other-kind']],
  ['run', '#!/bin/sh\nrm -rf ~', ['other-kind', 'script']],
])('%s (%j) is %j', (filename, content, dangers) => {
  expect(judge(filename, content).toSorted()).toEqual(dangers.toSorted());
});

test('a declared program is one whatever it is called', () => {
  expect(judge('report', 'x', 'application/x-msdownload')).toEqual(['program', 'other-kind']);
});
