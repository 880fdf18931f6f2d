// VectorSearch: placeholder
