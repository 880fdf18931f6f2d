// Features: placeholder
