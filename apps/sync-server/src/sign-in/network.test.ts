import { expect, test } from 'vitest'
import { networkOf } from './network.ts'

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['::ffff:203.0.113.7', '203.0.113.7'],
  ['2001:db8:0:12::1', '2001:db8:0:12'],
  ['2001:0DB8::0012:1:2:3:4', '2001:db8:0:12'],
  ['2001:db8:0:12:ffff:ffff:ffff:ffff', '2001:db8:0:12'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['::1', '0:0:0:0'],
  ['unknown', 'unknown'],
])('SI9 %s asks as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
