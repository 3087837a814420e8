/** Word lists of the English texts. An entry may itself be a template. */
export const wordsEn: Readonly<Record<string, readonly string[]>> = {
  hi: ['Hi {to},', 'Hello {to},', 'Hey {to},', 'Morning {to},', '{to},', 'Hi,', 'Hi {to} -'],
  bye: ['Best,', 'Thanks,', 'Cheers,', 'Thanks a lot,', 'All the best,', 'Talk soon,', 'Best wishes,', 'Many thanks,'],
  civil: ['Hello Camille,', 'Hi Camille,', 'Dear Camille,', 'Dear customer,', 'Hello,'],
  regards: ['Kind regards,', 'Thank you for your business.', 'Have a good day,', 'Warm regards,', 'Thanks for being with us,'],
  city: ['Bristol', 'Leeds', 'Edinburgh', 'Dublin', 'Ghent', 'Utrecht', 'Lisbon', 'Porto', 'Turin', 'Aarhus', 'Basel', 'York'],
  firstname: ['Priya', 'Owen', 'Marta', 'Jonas', 'Ellen', 'Farid', 'Grace', 'Luca', 'Hannah', 'Ivo', 'Mei', 'Sam'],
  product: ['Desk lamp, brass', 'Notebook, dotted A5', 'Rain jacket', 'Merino socks (3 pairs)', 'Travel adapter', 'Standing desk mat', 'Field guide to mosses', 'Bluetooth keyboard', 'Espresso beans 1 kg', 'Bike light set', 'Colour swatch book', 'USB-C dock', 'Ceramic mug', 'Linen apron', 'Trail map, sheet 14', 'Noise-reducing earplugs'],
  service: ['Team plan, 4 seats', 'Extra storage, 200 GB', 'Domain renewal', 'Type licence, desktop', 'Monitoring, 10 checks', 'API usage', 'Email sending, 50,000', 'Design library access', 'Transcription minutes', 'Cloud compute'],
  device: ['a browser on Linux', 'an Android phone', 'a new laptop', 'a browser on Windows', 'a tablet'],
  moment: ['this morning', 'last night', 'earlier today', 'over lunch', 'on Monday', 'before the weekend', 'yesterday', 'later today'],
  card: ['card ending {n:10~99}{n1:10~99}', 'card **** {n:10~99}{n1:10~99}'],
  street: ['Harbour Row', 'Mill Lane', 'Quayside', 'Station Road', 'Orchard Terrace', 'Canal Street'],
};
