'use client'

import { ImageUp, X } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl/react'
import { AssistantFace } from '@/components/assistants/AssistantFace'
import { Button } from '@/components/ui/Button'
import { Field } from '@/components/ui/Field'
import { IconButton } from '@/components/ui/IconButton'
import { Input } from '@/components/ui/Input'

const pictureSize = 96

/** A few letters, or a picture, which is made small here. */
export function AvatarField({ name, value, onChange }: { name: string; value: string | null; onChange: (avatar: string | null) => void }) {
  const t = useTranslations('assistants.basic')
  const picker = useRef<HTMLInputElement>(null)
  const [isUnreadable, setIsUnreadable] = useState(false)
  const isPicture = value?.startsWith('data:') === true
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return
    try {
      onChange(await pictureOf(file))
      setIsUnreadable(false)
    } catch {
      setIsUnreadable(true)
    }
  }
  return (
    <Field label={t('avatar')} hint={t('avatarHint')} error={isUnreadable ? t('avatarUnreadable') : undefined}>
      {(control) => (
        <div className="flex items-center gap-2">
          <AssistantFace name={name} avatar={value} />
          {!isPicture && <Input {...control} className="w-28!" value={value ?? ''} maxLength={8} autoComplete="off" onChange={(event) => onChange(event.target.value.trim() === '' ? null : event.target.value)} />}
          <Button id={isPicture ? control.id : undefined} onClick={() => picker.current?.click()}>
            <ImageUp aria-hidden className="size-4 stroke-[1.75]" />
            {t('choosePicture')}
          </Button>
          {value !== null && (
            <IconButton label={t('removeAvatar')} onClick={() => onChange(null)}>
              <X />
            </IconButton>
          )}
          <input
            ref={picker}
            type="file"
            hidden
            accept="image/png,image/jpeg,image/webp,image/gif"
            onChange={(event) => {
              void take(event.target.files?.[0])
              event.target.value = ''
            }}
          />
        </div>
      )}
    </Field>
  )
}

/** The middle of a picture as a small square. Rejects when it is none that the browser can read. */
async function pictureOf(file: File): Promise<string> {
  const picture = await createImageBitmap(file)
  const side = Math.min(picture.width, picture.height)
  const canvas = document.createElement('canvas')
  canvas.width = pictureSize
  canvas.height = pictureSize
  canvas.getContext('2d')?.drawImage(picture, (picture.width - side) / 2, (picture.height - side) / 2, side, side, 0, 0, pictureSize, pictureSize)
  return canvas.toDataURL('image/png')
}
