/** Which screen is shown: the lock while nothing is open, else by the address. */

import { useEffect } from "preact/hooks";
import { useCore, useRoute, useStore } from "./context";
import { Frame } from "./parts/frame";
import { ContactScreen } from "./screens/contact";
import { FollowUpScreen } from "./screens/followup";
import { GroupsScreen, NewGroupScreen, SightingScreen } from "./screens/group";
import { HomeScreen } from "./screens/home";
import { IncidentScreen, IncidentsScreen } from "./screens/incident";
import { LockScreen } from "./screens/lock";
import { LoginScreen } from "./screens/login";
import { OutboxScreen } from "./screens/outbox";
import { PhoneScreen } from "./screens/phone";
import { PlaceScreen, PlacesScreen } from "./screens/places";
import { StopScreen } from "./screens/stop";
import { TodayScreen } from "./screens/today";
import { TourScreen } from "./screens/tour";

export function App() {
  const core = useCore();
  return core.open ? <Inside key={core.open.entry.store} /> : <LockScreen />;
}

function Inside() {
  const store = useStore();
  const [name = "", what] = useRoute();
  useEffect(() => {
    if (location.search) history.replaceState(null, "", location.pathname + location.hash);
  }, []);
  if (!store.meta.base) return <First />;
  return <Screen key={`${name}/${what ?? ""}`} name={name} what={what} />;
}

/** The very first fetch: forms and places have to be here before anything can be written. */
const First = () => (
  <Frame title="Henter" isForm>
    <p role="status">Henter steder, skemaer og dagens tur. Det kræver net denne ene gang.</p>
  </Frame>
);

function Screen({ name, what }: { name: string; what: string | undefined }) {
  switch (name) {
    case "tur":
      return <TourScreen />;
    case "stop":
      return <StopScreen place={what} />;
    case "kontakt":
      return <ContactScreen place={what} />;
    case "gruppe":
      if (what === undefined) return <GroupsScreen />;
      return what === "ny" ? <NewGroupScreen /> : <SightingScreen group={what} />;
    case "haendelse":
      return what === undefined ? <IncidentsScreen /> : <IncidentScreen record={what} />;
    case "hjem":
      return what === undefined ? <TourScreen /> : <HomeScreen tour={what} />;
    case "opfoelgning":
      return <FollowUpScreen tour={what} />;
    case "steder":
      return <PlacesScreen />;
    case "sted":
      return what === undefined ? <PlacesScreen /> : <PlaceScreen place={what} />;
    case "udbakke":
      return <OutboxScreen />;
    case "telefonen":
      return <PhoneScreen />;
    case "login":
      return <LoginScreen />;
    default:
      return <TodayScreen />;
  }
}
