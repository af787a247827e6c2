/** The look of what can be done with a message: there on hover and focus, and always where nothing can hover. */
export const actionsClass = 'flex items-center opacity-0 transition-opacity group-focus-within/message:opacity-100 group-hover/message:opacity-100 has-[[aria-expanded=true]]:opacity-100 pointer-coarse:opacity-100'
