package dev.callboard.identity.signin;

import dev.callboard.platform.error.ErrorCode;
import dev.callboard.platform.error.PortalException;
import dev.callboard.platform.http.PublicRoute;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** The routes of each sign-in provider, {@code /api/auth/<id>}. */
@Path("/{provider}")
@Produces(MediaType.APPLICATION_JSON)
@PublicRoute("Signing in is what one does without credentials")
public final class ProviderResource {
  private static final String HTML = MediaType.TEXT_HTML;

  private final SignIn signIn;

  /** Takes what the routes share. */
  public ProviderResource(SignIn signIn) {
    this.signIn = signIn;
  }

  /** Sends the browser to the identity provider. */
  @GET
  @Path("/start")
  public Response start(
      @PathParam("provider") String provider,
      @QueryParam("env") String env,
      @QueryParam("scope") String scope,
      @QueryParam("origin") String origin,
      @QueryParam("flow") String flow,
      @QueryParam("redirectUrl") String redirectUrl,
      @Context ContainerRequestContext request) {
    if (signIn.guests().serves(provider)) {
      throw new PortalException(ErrorCode.NOT_IMPLEMENTED, "Not implemented");
    }
    return signIn
        .flow()
        .start(
            provider,
            new SignInFlow.Asked(env, scope, origin, flow, redirectUrl),
            BrowserRequest.of(request));
  }

  /** Takes the browser back from the identity provider. */
  @GET
  @Path("/handler/frame")
  @Produces({HTML, MediaType.APPLICATION_JSON})
  public Response frame(
      @PathParam("provider") String provider,
      @QueryParam("state") String state,
      @QueryParam("code") String code,
      @QueryParam("error") String error,
      @Context ContainerRequestContext request) {
    return signIn.flow().finish(provider, state, code, error, BrowserRequest.of(request));
  }

  /** Takes the browser back from an identity provider that sends a form. */
  @POST
  @Path("/handler/frame")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces({HTML, MediaType.APPLICATION_JSON})
  public Response frameByForm(
      @PathParam("provider") String provider,
      @FormParam("state") String state,
      @FormParam("code") String code,
      @FormParam("error") String error,
      @Context ContainerRequestContext request) {
    return signIn.flow().finish(provider, state, code, error, BrowserRequest.of(request));
  }

  /** Takes a name and a password from our own form. */
  @POST
  @Path("/handler/password")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Produces({HTML, MediaType.APPLICATION_JSON})
  public Response password(
      @PathParam("provider") String provider,
      @FormParam("state") String state,
      @FormParam("username") String username,
      @FormParam("password") String password,
      @Context ContainerRequestContext request) {
    return signIn
        .passwords()
        .finish(
            provider,
            state,
            new PasswordFlow.Typed(username, password),
            BrowserRequest.of(request));
  }

  /** Gives the page a fresh token. */
  @GET
  @Path("/refresh")
  public Response refresh(
      @PathParam("provider") String provider,
      @QueryParam("env") String env,
      @Context ContainerRequestContext request) {
    return freshToken(provider, env, request);
  }

  /** Gives the page a fresh token. */
  @POST
  @Path("/refresh")
  public Response refreshByPost(
      @PathParam("provider") String provider,
      @QueryParam("env") String env,
      @Context ContainerRequestContext request) {
    return freshToken(provider, env, request);
  }

  private Response freshToken(String provider, String env, ContainerRequestContext request) {
    if (signIn.guests().serves(provider)) {
      return Response.ok(signIn.guests().signIn()).build();
    }
    return signIn.sessions().refresh(provider, env, BrowserRequest.of(request));
  }

  /** Ends the session of the browser. */
  @POST
  @Path("/logout")
  public Response logout(
      @PathParam("provider") String provider,
      @QueryParam("env") String env,
      @Context ContainerRequestContext request) {
    return signIn.sessions().logout(provider, env, BrowserRequest.of(request));
  }

  /** Nothing else is known, as Backstage has it. */
  @GET
  @Path("/{rest:.+}")
  public Response otherGet(@PathParam("provider") String provider) {
    throw Selection.Finder.unknown(provider);
  }

  /** Nothing else is known. */
  @POST
  @Path("/{rest:.+}")
  public Response otherPost(@PathParam("provider") String provider) {
    throw Selection.Finder.unknown(provider);
  }

  /** Nothing else is known. */
  @PUT
  @Path("/{rest:.+}")
  public Response otherPut(@PathParam("provider") String provider) {
    throw Selection.Finder.unknown(provider);
  }

  /** Nothing else is known. */
  @DELETE
  @Path("/{rest:.+}")
  public Response otherDelete(@PathParam("provider") String provider) {
    throw Selection.Finder.unknown(provider);
  }
}
