import { escapeHtml } from '@concord/schema'

/** One thing a mail says. Whatever stands here stands in both parts of the mail. */
export type LetterPart =
  | { readonly say: string }
  /** Words of a person, set apart from ours. */
  | { readonly quote: string }
  | { readonly button: string; readonly href: string }
  /** Digits to type elsewhere. */
  | { readonly code: string }
  | { readonly small: string }

export interface Letter {
  readonly subject: string
  readonly parts: readonly LetterPart[]
}

/** Both parts of a mail: equal in content, without images, in colours that dark modes may turn. */
export const renderLetter = ({ subject, parts }: Letter): { text: string; html: string } => ({
  text: `${parts.map(asText).join('\n\n')}\n`,
  html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><title>${escapeHtml(subject)}</title></head><body style="margin:0;padding:24px 16px;${font}font-size:16px;line-height:24px"><table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0"><tr><td align="center"><table role="presentation" width="100%" cellspacing="0" cellpadding="0" border="0" style="max-width:560px;text-align:left">${parts.map(asRow).join('')}</table></td></tr></table></body></html>`,
})

const font = "font-family:Inter,system-ui,-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;"

function asText(part: LetterPart): string {
  if ('say' in part) return part.say
  if ('quote' in part) return part.quote.replace(/^/gm, '> ')
  if ('button' in part) return `${part.button}:\n${part.href}`
  if ('code' in part) return part.code
  return part.small
}

const asRow = (part: LetterPart) =>
  `<tr><td style="padding:0 0 16px;${font}font-size:16px;line-height:24px">${asHtml(part)}</td></tr>`

function asHtml(part: LetterPart): string {
  if ('say' in part) return escapeHtml(part.say)
  if ('quote' in part)
    return `<table role="presentation" cellspacing="0" cellpadding="0" border="0"><tr><td style="width:2px;background:#4A5361"></td><td style="padding:0 0 0 14px;${font}font-size:16px;line-height:24px">${escapeHtml(part.quote).replaceAll('\n', '<br>')}</td></tr></table>`
  if ('button' in part)
    return `<table role="presentation" cellspacing="0" cellpadding="0" border="0"><tr><td bgcolor="#1F5FBF" style="border-radius:6px"><a href="${escapeHtml(part.href)}" style="display:inline-block;padding:10px 20px;${font}font-size:16px;line-height:24px;font-weight:600;color:#FFFFFF;text-decoration:none">${escapeHtml(part.button)}</a></td></tr></table><div style="padding-top:8px;font-size:12px;line-height:16px;word-break:break-all"><a href="${escapeHtml(part.href)}">${escapeHtml(part.href)}</a></div>`
  if ('code' in part)
    return `<span style="font-size:32px;line-height:40px;font-weight:650;letter-spacing:6px">${escapeHtml(part.code)}</span>`
  return `<span style="font-size:12px;line-height:16px">${escapeHtml(part.small)}</span>`
}
