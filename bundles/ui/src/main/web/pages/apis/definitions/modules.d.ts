declare module 'swagger-ui-dist/swagger-ui-es-bundle.js' {
  const swaggerUi: (options: Record<string, unknown>) => unknown;
  export default swaggerUi;
}
