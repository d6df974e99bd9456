/** 'jo.weber@dunmarsh.example' is Jo Weber until he says otherwise. */
export const nameFrom = (mail: string): string =>
  mail
    .slice(0, mail.lastIndexOf('@'))
    .replace(/\+.*/, '')
    .split(/[._-]+/)
    .filter(Boolean)
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join(' ')
