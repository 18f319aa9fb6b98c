import { readSettings } from '../../app/settings'
import { PLATFORM_KEYS } from '../platform'
import { PUBLIC_URL } from './settings'

const settingsWith = (settings: Readonly<Record<string, string>>): string =>
  JSON.stringify(readSettings({ ...PLATFORM_KEYS, DATABASE_URL: 'sqlite::memory:', PUBLIC_URL, ...settings }))

/** Whether a platform whose operator has not given this setting does just the same. */
export function isUsual(name: string, value: string): boolean {
  try {
    return settingsWith({ [name]: value }) === settingsWith({})
  } catch {
    return false
  }
}
