import { translator } from '@/components/i18n/request'
import { buttonClass } from '@/components/ui/Button'
import { EmptyState } from '@/components/ui/EmptyState'

/** An address that leads nowhere, or to something that is not there any more. Every page carries it along: its link is a plain one. */
export async function PageNotFound() {
  const t = await translator('shell')
  return (
    <div className="flex flex-1 flex-col justify-center">
      <title>{`${t('errors.notFoundTitle')} · Parley`}</title>
      <EmptyState
        title={t('errors.notFoundTitle')}
        text={t('errors.notFoundText')}
        action={
          <a href="/" className={buttonClass()}>
            {t('errors.home')}
          </a>
        }
      />
    </div>
  )
}
