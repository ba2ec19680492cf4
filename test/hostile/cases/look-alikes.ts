/**
 * Texts that are not a name, but that a careless comparison takes for it: by
 * case, by a part of it, by what separates names, by how it looks.
 *
 * @param name at least one Latin small `a` or `e` in it
 */
export function lookAlikes(name: string): string[] {
  const around = [
    ...[' ', '\t', '\n', '\r\n', '\0', '\u00a0', '\u200b', '\ufeff', '\u202e'],
    ...[
      '.',
      ',',
      ';',
      ':',
      '/',
      '|',
      '-',
      '_',
      '*',
      '%',
      '"',
      "'",
      's',
      'x',
      '0',
    ],
  ].flatMap((char) => [name + char, char + name]);
  const separated = [',', ', ', ';', '|', '/', ' ', '\n', '+', '&'].flatMap(
    (separator) => [`x${separator}${name}`, `${name}${separator}x`],
  );
  const written = [
    name.toUpperCase(),
    name.charAt(0).toUpperCase() + name.slice(1),
    name.slice(1),
    name.slice(0, -1),
    name + name,
    [...name].reverse().join(''),
    `"${name}"`,
    `["${name}"]`,
    `{"${name}":true}`,
    `[${name}]`,
    `^${name}$`,
    `.*${name}.*`,
    encodeURIComponent(` ${name}`),
    Buffer.from(name).toString('base64'),
    Buffer.from(name).toString('hex'),
    name.replace(/[ae]/, '\\$&'),
    name.replace(/[ae]/, '.'),
    name.replace(/[ae]/, '?'),
  ];
  const looking = [
    // Cyrillic, fullwidth, with a combining accent, with a soft hyphen.
    name.replace(/[ae]/, (char) => (char === 'a' ? '\u0430' : '\u0435')),
    name.replace(/[ae]/, (char) =>
      String.fromCharCode(char.charCodeAt(0) + 0xfee0),
    ),
    name.replace(/[ae]/, '$&\u0301'),
    name.replace(/[ae]/, '$&\u00ad'),
    name.replace(/[ae]/, '$&\u200d'),
    name.replace(/i/, '\u0131'),
  ];
  const others = ['*', '.*', '%', '', 'true', 'null', '[object Object]', '0'];
  return [...around, ...separated, ...written, ...looking, ...others].filter(
    (text, index, all) => text !== name && all.indexOf(text) === index,
  );
}

/** Values that are no text, and such as hold the text that is wanted. */
export function otherTypes(wanted: string): unknown[] {
  return [
    ...[undefined, null, '', 0, 1, true, false, [], {}, [null]],
    ...[[wanted], [wanted, wanted], [[wanted]], { 0: wanted, length: 1 }],
    ...[{ [wanted]: true }, { value: wanted }, { toString: wanted }],
  ];
}

/** Whatever is not the text that is wanted. */
export function otherValues(wanted: string): unknown[] {
  return [...otherTypes(wanted), ...lookAlikes(wanted)];
}
