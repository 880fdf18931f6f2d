// Markup: placeholder
