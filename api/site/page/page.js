// Shows the document beside this page. Without a validator: it would send the document's address to another site.
SwaggerUIBundle({ url: 'openapi.json', dom_id: '#page', validatorUrl: null, tryItOutEnabled: true });
