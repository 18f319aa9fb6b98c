import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Detector } from './detectors'
import { createMask, DETECTORS, MaskingFailed, mask } from './masking'

const broken: Detector = {
  label: '[broken]',
  find() {
    throw new Error('out of order')
  },
}

describe('masking', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['mailto:a@b.co?subject=Hi', 'mailto:[email]?subject=Hi'],
    ['<uma@example.com>', '<[email]>'],
    ['a@b.co/c@d.co|e@f.co', '[email][email][email]'],
    ['uma@xn--e1afmkfd.xn--p1ai', '[email]'],
    ['ｕｍａ＠ｅｘａｍｐｌｅ．ｃｏｍ', '[email]'],
    ['(+49) 30 12345678', '[phone]'],
    ['+49 (0)30 12345678', '[phone]'],
    ['+1 (415) 555-0132 ext. 12', '[phone] ext. 12'],
    ['+49‑30‑12345678', '[phone]'],
    ['１２３ 4111 1111 1111 1111', '１２３ [card]'],
    ['४१११ ११११ ११११ ११११ และ ๔๑๑๑๑๑๑๑๑๑๑๑๑๑๑๑', '[card] และ [card]'],
    ['𝟒𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟏𝟏𝟏𝟏 𝟒', '[card] 𝟒'],
    ['call \u202a+49 30\u200b 12345678\u202c now', 'call \u202a[phone]\u202c now'],
    ['uma@exam\u00adple.com, 4111\u200d1111\u20601111\ufeff1111', '[email], [card]'],
    ['mit Zwi\u00adschen\u00adraum 👩\u200d🚀', 'mit Zwi\u00adschen\u00adraum 👩\u200d🚀'],
    ['order 12345 4111 1111 1111 1111 is paid', 'order 12345 [card] is paid'],
    ['4111111111111111 5555555555554444', '[card] [card]'],
    ['DE89370400440532013000, GB29NWBK60161331926819', '[iban], [iban]'],
    ['DE89 3704 0044 0532 0130 00 4111 1111 1111 1111', '[iban] [card]'],
    ['key=sk-proj-4f7Gk2ab;', 'key=[key];'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.dozjgNryP4J3jVmNHl0w5N', '[key]'],
    ['-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\n-----END RSA PRIVATE KEY----- end', '[key] end'],
    ['-----BEGIN PRIVATE KEY-----\nwithout an end', '[key]'],
    ['ccd_agent_4f7Gk2abcdEF4f7Gk2abcdEF', '[key]'],
  ]
  for (const [text, wanted] of cases)
    it(`makes ${JSON.stringify(wanted)} of ${JSON.stringify(text)}`, () => {
      assert.equal(mask(text), wanted)
    })

  it('finds nothing in what it has made', () => {
    const datum = fc.constantFrom(
      'a@b.co',
      '+49 30 12345678',
      '4111 1111 1111 1111',
      'DE89370400440532013000',
      'sk-12345678',
      ' ',
      '#tag',
      '12',
      '\n',
      '(',
      '+',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(datum, fc.string({ unit: 'grapheme' }))), (parts) => {
        const once = mask(parts.join(''))
        assert.equal(mask(once), once)
      }),
    )
  })

  it('leaves text without digits, signs and prefixes as it is', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'aäß字я नع .,!?\n') })
    fc.assert(fc.property(letters, (text) => assert.equal(mask(text), text)))
  })

  it('fails as a whole if one of its parts does', () => {
    assert.throws(() => createMask([...DETECTORS, broken])('uma@example.com'), MaskingFailed)
    assert.throws(() => createMask([broken])(''), MaskingFailed)
  })

  const hostile = [
    '1 ',
    '+1',
    '0 ',
    '01 ',
    '0012 ',
    '4111 ',
    '(1',
    'a.',
    'a@a.',
    'a@',
    'DE89 ',
    'sk-',
    'eyJaaaaaaaa.',
    '-----BEGIN PRIVATE KEY-----',
    '+999 1 2 3 ',
    'a-',
  ]
  for (const part of hostile)
    it(`takes time in proportion to a text full of ${JSON.stringify(part)}`, () => {
      const time = (length: number): number => {
        const text = part.repeat(Math.ceil(length / part.length))
        // Processor time: others that want the processor do not count.
        return Math.min(
          ...[1, 2, 3].map(() => {
            const begun = process.cpuUsage()
            mask(text)
            const { user, system } = process.cpuUsage(begun)
            return (user + system) / 1_000
          }),
        )
      }
      const [short, long] = [time(4_000), time(32_000)]
      assert.ok(long < 8 * 4 * Math.max(short, 1), `${short} ms, then ${long} ms for eight times as much`)
    })
})
