import type { Locale } from '@/components/i18n/locale'
import type { Messages } from '@/components/i18n/messages'

declare module 'use-intl' {
  /** Makes a key that does not exist a type error. */
  interface AppConfig {
    Locale: Locale
    Messages: Messages
  }
}
