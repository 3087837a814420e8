import { expect, test } from 'vitest';
import { fetchImages } from './fetch-images.ts';
import { getImage, type GetImage, type ImageAnswer } from './get-image.ts';
import { readPicture } from './picture.ts';
import { AddressNotPublic, isPublicAddress } from './public-address.ts';

function png(width: number, height: number): Buffer {
  const bytes = Buffer.alloc(40);
  bytes.write('\x89PNG\r\n\x1a\n', 'latin1');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

function answer(bytes: Uint8Array, status = 200, location: string | null = null): ImageAnswer {
  return {
    status,
    location,
    body: (async function* () {
      yield bytes;
    })(),
    cancel: () => undefined,
  };
}

const web: Readonly<Record<string, () => ImageAnswer>> = {
  'https://a.example/logo.png': () => answer(png(20, 10)),
  'https://a.example/pixel.png': () => answer(png(1, 1)),
  'https://a.example/moved': () => answer(Buffer.alloc(0), 302, 'https://b.example/logo.png'),
  'https://b.example/logo.png': () => answer(png(3, 30)),
  'https://a.example/downgraded': () => answer(Buffer.alloc(0), 302, 'http://b.example/logo.png'),
  'https://a.example/round': () => answer(Buffer.alloc(0), 302, '/round'),
  'https://a.example/drawing.svg': () => answer(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')),
  'https://a.example/huge.png': () => answer(Buffer.concat([png(9, 9), Buffer.alloc(7_000_000)])),
};
const get: GetImage = async (url) => {
  const found = web[url.href];
  if (found === undefined) throw new TypeError('no such host');
  return found();
};

async function ask(...urls: string[]) {
  const hosts: string[] = [];
  const found = await fetchImages(urls, { get, onContact: (host) => hosts.push(host) });
  return { ...found, hosts };
}

test('a picture comes as data under the address that was asked for, and its host is told of', async () => {
  const { images, hosts } = await ask('https://a.example/logo.png', 'https://a.example/moved');
  expect(Object.keys(images)).toEqual(['https://a.example/logo.png', 'https://a.example/moved']);
  expect(images['https://a.example/logo.png']).toMatch(/^data:image\/png;base64,/);
  expect(hosts.toSorted()).toEqual(['a.example', 'a.example', 'b.example']);
});

test('a pixel is a tracker; drawings, giants, circles and what leaves encryption fail', async () => {
  const { images, trackers, failed } = await ask(
    ...['pixel.png', 'drawing.svg', 'huge.png', 'round', 'downgraded', 'none'].map(
      (name) => `https://a.example/${name}`,
    ),
  );
  expect({ images, trackers, failed }).toEqual({ images: {}, trackers: 1, failed: 5 });
});

test.each(['http://a.example/logo.png', 'https://me:pw@a.example/logo.png', 'file:///etc/passwd', 'data:,x'])(
  '%s is not asked for',
  async (url) => {
    expect(await ask(url)).toMatchObject({ failed: 1, hosts: [] });
  },
);

test.each([
  ['8.8.8.8', true],
  ['2606:4700::1111', true],
  ['127.0.0.1', false],
  ['10.1.2.3', false],
  ['192.168.1.1', false],
  ['169.254.169.254', false],
  ['100.64.0.1', false],
  ['::1', false],
  ['::ffff:127.0.0.1', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['no address', false],
])('%s is public: %s', (address, open) => {
  expect(isPublicAddress(address)).toBe(open);
});

test.each(['https://127.0.0.1:1/x.png', 'https://[::1]:1/x.png', 'https://localhost:1/x.png'])(
  '%s is never connected to',
  async (url) => {
    await expect(getImage(new URL(url), AbortSignal.timeout(5000))).rejects.toBeInstanceOf(AddressNotPublic);
  },
);

test('the kind of a picture is told by its bytes', () => {
  expect(readPicture(Buffer.from('GIF89a\x01\0\x01\0', 'latin1'))).toMatchObject({ width: 1, height: 1 });
  expect(readPicture(Buffer.from('<html>'))).toBeNull();
  expect(readPicture(Buffer.from('RIFF\0\0\0\0WEBPVP8 ', 'latin1'))?.mimeType).toBe('image/webp');
});
