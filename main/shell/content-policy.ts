/** Where the Chromium shell serves the window: `.invalid` is never resolved (RFC 2606), and https makes it a secure context. */
export const CHROMIUM_ORIGIN = 'https://app.invalid';
/** Where Electron serves it, under its own privileged scheme. */
export const ELECTRON_SCHEME = 'casier';
export const ELECTRON_ORIGIN = `${ELECTRON_SCHEME}://app`;

/**
 * Nothing but the program's own files, inline styles (the widgets set them) and images that are part of a mail. The frame
 * that shows a mail inherits this policy, so its remote images, scripts and forms are blocked here as well. It is the only one,
 * and is written into the page (`srcdoc`), to which `frame-src` does not apply: nothing is ever fetched into a frame.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "connect-src 'self'",
  "frame-src 'none'",
  "manifest-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-ancestors 'none'",
].join('; ');

const refusedFeatures = [
  'camera',
  'microphone',
  'geolocation',
  'display-capture',
  'hid',
  'midi',
  'payment',
  'serial',
  'usb',
  'screen-wake-lock',
];

/** Headers of every answer to the window. */
export function responseHeaders(contentType: string): Record<string, string> {
  return {
    'content-type': contentType,
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'permissions-policy': refusedFeatures.map((feature) => `${feature}=()`).join(', '),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  };
}
